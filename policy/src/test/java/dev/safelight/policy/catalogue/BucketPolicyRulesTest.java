package dev.safelight.policy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.document.Kind;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import org.junit.jupiter.api.Test;

class BucketPolicyRulesTest {
  private static final String INVALID_ACTION = "Policy has invalid action";
  private static final String UNMET = "Action does not apply to any resource(s) in statement";
  private static final String INAPPLICABLE =
      "Conditions do not apply to combination of actions and resources in statement";
  private static final String BUCKET = "\"arn:aws:s3:::photos\"";
  private static final String OBJECTS = "\"arn:aws:s3:::photos/*\"";

  private static String refusal(String action, String resource, String condition)
      throws MalformedPolicy {
    return answer(
        "\"Action\": [%s], \"Resource\": [%s], \"Condition\": {%s}"
            .formatted(action, resource, condition));
  }

  private static String answer(String elements) throws MalformedPolicy {
    var text =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": %s},
          {"Effect": "Allow", "Principal": "*", %s}]}
        """
            .formatted(OBJECTS, elements);
    return BucketPolicyRules.refusal(Policy.parse(text, Kind.RESOURCE)).orElse("");
  }

  @Test
  void actionsMustExist() throws MalformedPolicy {
    assertThat(refusal("\"s3:GetObject\"", OBJECTS, "")).isEmpty();
    assertThat(refusal("\"S3:getobject\"", OBJECTS, "")).isEmpty();
    assertThat(refusal("\"*\"", OBJECTS, "")).isEmpty();
    assertThat(refusal("\"s3:GetObjects\"", OBJECTS, "")).isEqualTo(INVALID_ACTION);
    assertThat(refusal("\"s3:GetObject\", \"s3:Fetch*\"", OBJECTS, "")).isEqualTo(INVALID_ACTION);
    assertThat(refusal("\"sqs:SendMessage\"", OBJECTS, "")).isEqualTo(INVALID_ACTION);
    assertThat(answer("\"NotAction\": \"s3:GetObjects\", \"Resource\": " + OBJECTS))
        .isEqualTo(INVALID_ACTION);
  }

  @Test
  void everyActionMeetsSomeResource() throws MalformedPolicy {
    assertThat(refusal("\"s3:GetObject\"", BUCKET, "")).isEqualTo(UNMET);
    assertThat(refusal("\"s3:ListBucket\"", OBJECTS, "")).isEqualTo(UNMET);
    assertThat(refusal("\"s3:GetObject\", \"s3:ListBucket\"", OBJECTS, "")).isEqualTo(UNMET);
    assertThat(refusal("\"s3:GetObject\", \"s3:ListBucket\"", OBJECTS + "," + BUCKET, ""))
        .isEmpty();
    assertThat(refusal("\"s3:ListAllMyBuckets\"", BUCKET, "")).isEqualTo(UNMET);
    assertThat(refusal("\"s3:GetObject\"", BUCKET + "," + OBJECTS, "")).isEmpty();
    assertThat(refusal("\"s3:*\"", BUCKET, "")).isEmpty();
    assertThat(refusal("\"s3:Get*\", \"s3:List*\"", OBJECTS, "")).isEmpty();
    assertThat(refusal("\"s3:ListBucket*\"", OBJECTS, "")).isEqualTo(UNMET);
    assertThat(answer("\"Action\": \"s3:GetObject\", \"NotResource\": " + BUCKET)).isEmpty();
    assertThat(answer("\"NotAction\": \"s3:GetObject\", \"Resource\": " + BUCKET)).isEmpty();
  }

  @Test
  void everyActionKnowsTheConditionsKeys() throws MalformedPolicy {
    var prefix = "\"StringLike\": {\"s3:prefix\": \"*\"}";
    assertThat(refusal("\"s3:ListBucket\"", BUCKET, prefix)).isEmpty();
    assertThat(refusal("\"s3:GetObject\"", OBJECTS, prefix)).isEqualTo(INAPPLICABLE);
    assertThat(refusal("\"s3:ListBucket\", \"s3:GetBucketAcl\"", BUCKET, prefix))
        .isEqualTo(INAPPLICABLE);
    assertThat(refusal("\"s3:*\"", BUCKET, prefix)).isEmpty();
    assertThat(refusal("\"s3:*\"", OBJECTS, prefix)).isEqualTo(INAPPLICABLE);
    assertThat(
            refusal(
                "\"s3:GetObject\"",
                OBJECTS,
                "\"StringEquals\": {\"s3:ExistingObjectTag/a\": \"b\"}"))
        .isEmpty();
    assertThat(refusal("\"s3:GetObject\"", OBJECTS, "\"StringEquals\": {\"s3:nokey\": \"b\"}"))
        .isEqualTo(INAPPLICABLE);
    assertThat(
            refusal("\"s3:GetObject\"", OBJECTS, "\"Bool\": {\"aws:SecureTransport\": \"true\"}"))
        .isEmpty();
  }
}
