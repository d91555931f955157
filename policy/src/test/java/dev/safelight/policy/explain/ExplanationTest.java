package dev.safelight.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.Attached;
import dev.safelight.policy.Context;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.Requester;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final String BUCKET =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Sid": "Write", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:role/Thumbnails"},
         "Action": "s3:PutObject", "Resource": "arn:aws:s3:::photos/thumbnails/*"},
        {"Sid": "Read", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:role/Thumbnails"},
         "Action": "s3:GetObject", "Resource": "arn:aws:s3:::photos/uploads/*",
         "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1"}}},
        {"Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*",
         "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}
      """;

  private static Query query(String resource, Context context) throws MalformedPolicy {
    return new Query(
        new Requester.Role(
            "arn:aws:iam::123456789012:role/Thumbnails",
            "arn:aws:sts::123456789012:assumed-role/Thumbnails/run",
            "123456789012"),
        "s3:GetObject",
        resource,
        "123456789012",
        context,
        List.of(
            new Attached(
                PolicyType.RESOURCE,
                "bucket policy of photos",
                Policy.parse(BUCKET, PolicyType.RESOURCE.kind()))));
  }

  @Test
  void theNearestMissNamesTheFailingElementAndBothValues() throws MalformedPolicy {
    var context = Context.empty().with("aws:SourceVpce", "vpce-1");
    var explanation = Explanation.of(query("arn:aws:s3:::photos/private/cat.jpg", context));
    assertThat(explanation.misses().getFirst().statement().statement()).isEqualTo("Read");
    assertThat(explanation.misses().getFirst().failures())
        .containsExactly(
            new Failure(
                "Resource",
                List.of("arn:aws:s3:::photos/uploads/*"),
                List.of("arn:aws:s3:::photos/private/cat.jpg"),
                true));
    assertThat(explanation.missingKeys()).isEmpty();
    assertThat(explanation.fix())
        .isEqualTo(
            "add to Resource of Read of the resource-based policy \"bucket policy of photos\" (line"
                + " 4): arn:aws:s3:::photos/private/cat.jpg");
    assertThat(explanation.text())
        .contains("because no identity-based policy allows the s3:GetObject action")
        .contains(
            "Nearest was Read of the resource-based policy \"bucket policy of photos\" (line 4)")
        .contains(
            "Resource wants \"arn:aws:s3:::photos/uploads/*\", the request has"
                + " \"arn:aws:s3:::photos/private/cat.jpg\"");
  }

  @Test
  void aKeyTheRequestLacksIsNamed() throws MalformedPolicy {
    var explanation = Explanation.of(query("arn:aws:s3:::photos/uploads/cat.jpg", Context.empty()));
    assertThat(explanation.missingKeys()).containsExactly("aws:SourceVpce");
    assertThat(explanation.text())
        .contains("Condition.StringEquals.aws:SourceVpce wants \"vpce-1\", the request has none")
        .contains("Keys the request lacks: aws:SourceVpce");
  }

  @Test
  void aDenyIsExplainedByItsStatement() throws MalformedPolicy {
    var explanation =
        Explanation.of(
            query(
                "arn:aws:s3:::photos/uploads/cat.jpg",
                Context.empty().with("aws:SecureTransport", "false")));
    assertThat(explanation.misses()).isEmpty();
    assertThat(explanation.considered())
        .containsExactly(
            new Considered(
                PolicyType.RESOURCE, "bucket policy of photos", Considered.Verdict.DENIES));
    assertThat(explanation.text())
        .contains("with an explicit deny in a resource-based policy")
        .contains("Decided by TlsOnly");
  }

  @Test
  void aDenyThatHoldsForLackOfAKeySaysWhichKey() throws MalformedPolicy {
    var deny =
        Policy.parse(
            """
            {"Version": "2012-10-17", "Statement": {"Sid": "OurNetwork", "Effect": "Deny",
              "Action": "*", "Resource": "*",
              "Condition": {"StringNotEquals": {"aws:SourceVpc": "vpc-1"},
                "Bool": {"aws:ViaAWSService": "false"}}}}
            """,
            PolicyType.IDENTITY.kind());
    var asked = query("arn:aws:s3:::photos/x", Context.empty().with("aws:ViaAWSService", "false"));
    var denied =
        new Query(
            asked.requester(),
            asked.action(),
            asked.resource(),
            asked.resourceAccount(),
            asked.context(),
            List.of(new Attached(PolicyType.IDENTITY, "Perimeter", deny)));
    assertThat(Explanation.of(denied).missingKeys()).containsExactly("aws:SourceVpc");
  }

  @Test
  void onlyS3QuotesTheResource() {
    var queue =
        new Query(
            new Requester.User("arn:aws:iam::123456789012:user/alice", "123456789012"),
            "sqs:SendMessage",
            "arn:aws:sqs:us-east-1:123456789012:thumbs",
            "123456789012",
            Context.empty(),
            List.of());
    assertThat(Explanation.of(queue).text())
        .contains("on resource: arn:aws:sqs:us-east-1:123456789012:thumbs because");
  }

  @Test
  void adviceThatWouldNotHelpIsNotGiven() throws MalformedPolicy {
    var bucket =
        Policy.parse(
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
              "Principal": {"AWS": "123456789012"}, "Action": "s3:PutObject", "Resource": "*"}}
            """,
            PolicyType.RESOURCE.kind());
    var asked = query("arn:aws:s3:::photos/x", Context.empty());
    var silent =
        new Query(
            asked.requester(),
            asked.action(),
            asked.resource(),
            asked.resourceAccount(),
            asked.context(),
            List.of(new Attached(PolicyType.RESOURCE, "bucket policy of photos", bucket)));
    // One more action there would let the account in, and the role's own policies still not.
    assertThat(Explanation.of(silent).misses()).hasSize(1);
    assertThat(Explanation.of(silent).fix()).startsWith("add to an identity-based policy: {");
  }

  @Test
  void theFixNamesExactlyWhatWasAskedFor() throws MalformedPolicy {
    var asked = query("arn:aws:s3:::photos/uploads/cat.jpg", Context.empty());
    var bare =
        new Query(
            asked.requester(),
            asked.action(),
            asked.resource(),
            asked.resourceAccount(),
            asked.context(),
            List.of());
    assertThat(Explanation.of(bare).fix())
        .isEqualTo(
            "add to an identity-based policy: {\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
                + "\"Resource\":\"arn:aws:s3:::photos/uploads/cat.jpg\"}");
    var denied =
        query("arn:aws:s3:::photos/x", Context.empty().with("aws:SecureTransport", "false"));
    assertThat(Explanation.of(denied).fix()).startsWith("narrow TlsOnly of");
  }

  @Test
  void aPolicyThatDoesNotBindTheCallerIsNotSaidToDenyIt() throws MalformedPolicy {
    var control =
        Policy.parse(
            "{\"Statement\": {\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}}",
            PolicyType.SERVICE_CONTROL.kind());
    var query =
        new Query(
            new Requester.Service("s3.amazonaws.com"),
            "lambda:InvokeFunction",
            "arn:aws:lambda:us-east-1:123456789012:function:thumbnail",
            "123456789012",
            Context.empty(),
            List.of(new Attached(PolicyType.SERVICE_CONTROL, "DenyAll", control)));
    assertThat(Explanation.of(query).considered())
        .containsExactly(
            new Considered(
                PolicyType.SERVICE_CONTROL, "DenyAll", Considered.Verdict.DOES_NOT_BIND));
  }

  @Test
  void theJsonSaysTheSame() throws MalformedPolicy {
    var context =
        Context.empty().with("aws:SourceVpce", "vpce-1").with("aws:SecureTransport", "true");
    var explanation = Explanation.of(query("arn:aws:s3:::photos/uploads/cat.jpg", context));
    assertThat(explanation.json())
        .isEqualTo(
            "{\"decision\":\"Allowed\",\"message\":\"\","
                + "\"requester\":\"arn:aws:sts::123456789012:assumed-role/Thumbnails/run\","
                + "\"action\":\"s3:GetObject\",\"resource\":\"arn:aws:s3:::photos/uploads/cat.jpg\","
                + "\"decidedBy\":[{\"type\":\"resource-based policy\","
                + "\"policy\":\"bucket policy of photos\",\"statement\":\"Read\",\"line\":4}],"
                + "\"considered\":[{\"type\":\"resource-based policy\","
                + "\"policy\":\"bucket policy of photos\",\"verdict\":\"allows\"}],"
                + "\"misses\":[],\"missingKeys\":[],\"fix\":\"\",\"narrow\":[],\"grants\":[]}");
  }
}
