package dev.safelight.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.Requester;
import dev.safelight.policy.cases.Cases;
import dev.safelight.policy.cases.MalformedCase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an explanation says of one statement that nearly applies, and advises.
class AdviceTest {
  private static final String REQUEST =
      "'request':{'principal':'arn:aws:iam::123456789012:user/alice','action':'s3:GetObject',"
          + "'resource':'arn:aws:s3:::photos/cat.jpg','resourceAccount':'123456789012',"
          + "'context':{'aws:SourceVpc':'vpc-2','a:n':'seven'}}";

  private static Explanation explain(String policies) throws MalformedCase {
    return Explanation.of(read(policies));
  }

  private static Query read(String policies) throws MalformedCase {
    return Cases.read(("{" + REQUEST + "," + policies + "}").replace('\'', '"'));
  }

  /// Of a policy of one statement, `...`.
  private static String policy(String statement) {
    return "{'Version':'2012-10-17','Statement':{" + statement + "}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Action':'s3:Put*','Resource':'*' | add to Action of Statement[1] of the identity-based policy "identityPolicies[1]" (line 1): s3:GetObject
          'Action':'*','Resource':'arn:aws:s3:::photos/dog.jpg' | add to Resource of Statement[1] of the identity-based policy "identityPolicies[1]" (line 1): arn:aws:s3:::photos/cat.jpg
          'Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:SourceVpc':'vpc-1'}} | meet Condition.StringEquals.aws:SourceVpc of Statement[1] of the identity-based policy "identityPolicies[1]" (line 1)
          'Action':'*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'true'}} | send the key that Condition.Bool.aws:SecureTransport of Statement[1] of the identity-based policy "identityPolicies[1]" (line 1) asks for
          'Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:SourceVpc':'vpc-1','aws:SourceVpce':'x'}} | add to the identity-based policy "identityPolicies[1]": {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/cat.jpg"}
          'NotAction':'s3:Get*','Resource':'*' | add to the identity-based policy "identityPolicies[1]": {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/cat.jpg"}
          'Action':'*','NotResource':'arn:aws:s3:::photos/*' | add to the identity-based policy "identityPolicies[1]": {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/cat.jpg"}
          """)
  void oneWordMoreWhereThatIsEnough(String statement, String fix) throws MalformedCase {
    var explanation =
        explain("'identityPolicies':[" + policy("'Effect':'Allow'," + statement) + "]");
    assertThat(explanation.fix()).isEqualTo(fix);
    assertThat(explanation.text()).contains("To allow it: " + fix);
    assertThat(explanation.considered())
        .containsExactly(
            new Considered(PolicyType.IDENTITY, "identityPolicies[1]", Considered.Verdict.SILENT));
  }

  @Test
  void whoIsNotNamedIsToldSo() throws MalformedCase {
    var explanation =
        explain(
            "'resourcePolicy':"
                + policy(
                    "'Effect':'Allow','Principal':{'AWS':['arn:aws:iam::123456789012:user/bob',"
                        + "'210987654321']},'Action':'s3:*','Resource':'*'"));
    assertThat(explanation.misses().getFirst().failures())
        .containsExactly(
            new Failure(
                "Principal",
                List.of("arn:aws:iam::123456789012:user/bob", "210987654321"),
                List.of("arn:aws:iam::123456789012:user/alice"),
                true));
    assertThat(explanation.fix())
        .isEqualTo(
            "add to Principal of Statement[1] of the resource-based policy \"resourcePolicy\""
                + " (line 1): arn:aws:iam::123456789012:user/alice");
  }

  @Test
  void onlyWhatCouldGrantIsSaidToMiss() throws MalformedCase {
    var put = policy("'Effect':'Allow','Action':'s3:PutObject','Resource':'*'");
    var all = policy("'Effect':'Allow','Action':'*','Resource':'*'");
    var bucket =
        policy(
            "'Effect':'Allow','Principal':{'AWS':'123456789012'},'Action':'s3:PutObject','Resource':'*'");
    var session =
        explain(
            "'identityPolicies':[%s,%s],'sessionPolicy':%s,'resourcePolicy':%s"
                .formatted(all, put, put, bucket));
    assertThat(session.misses())
        .extracting(it -> it.statement().type())
        .containsExactly(PolicyType.SESSION);
    var identity =
        explain(
            "'identityPolicies':[%s],'sessionPolicy':%s,'resourcePolicy':%s"
                .formatted(put, put, bucket));
    assertThat(identity.misses())
        .extracting(it -> it.statement().type())
        .containsExactlyInAnyOrder(PolicyType.IDENTITY, PolicyType.RESOURCE);
  }

  @Test
  void whatCannotBeComparedIsSaidToBeSo() throws MalformedCase {
    var explanation =
        explain(
            "'identityPolicies':["
                + policy(
                    "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'NumericEquals':{'a:n':['7','8']}}")
                + "]");
    assertThat(explanation.misses().getFirst().failures().getFirst().sentence())
        .isEqualTo(
            "Condition.NumericEquals.a:n wants one of \"7\", \"8\", the request has \"seven\","
                + " which cannot be compared");
    assertThat(explanation.json())
        .contains(
            "\"failures\":[{\"element\":\"Condition.NumericEquals.a:n\",\"wanted\":[\"7\",\"8\"],"
                + "\"actual\":[\"seven\"],\"known\":false}]")
        .contains("\"decision\":\"ImplicitlyDenied\",\"message\":\"User: arn:aws:iam::")
        .contains(
            "\"grants\":[{\"type\":\"identity-based policy\",\"level\":0,"
                + "\"into\":[\"identityPolicies[1]\"],\"statement\":{\"Effect\":\"Allow\",");
    assertThat(new Failure("NotAction", List.of("s3:*"), List.of("s3:Get"), true).sentence())
        .isEqualTo("NotAction excludes \"s3:*\", the request has \"s3:Get\"");
  }

  @Test
  void whatIsAllowedNeedsNoAdvice() throws MalformedCase {
    var explanation =
        explain(
            "'identityPolicies':[" + policy("'Effect':'Allow','Action':'*','Resource':'*'") + "]");
    assertThat(explanation.text()).startsWith("Allowed: ").doesNotContain("To allow it");
    assertThat(explanation.misses()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          accounts.google.com | {"Federated":"accounts.google.com"}
          arn:aws:iam::123456789012:saml-provider/x | {"Federated":"arn:aws:iam::123456789012:saml-provider/x"}
          arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1 | {"AWS":"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"}
          79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be | {"CanonicalUser":"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}
          79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd4.ef.be | {"Federated":"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd4.ef.be"}
          """)
  void whoIsVouchedForIsNamedByWhatVouches(String provider, String principal) throws MalformedCase {
    var asked = read("'identityPolicies':[]");
    var query =
        new Query(
            new Requester.Vouched(provider),
            asked.action(),
            asked.resource(),
            asked.resourceAccount(),
            asked.context(),
            List.of());
    assertThat(Remedy.of(query).grants().getFirst().statement())
        .contains("\"Principal\":" + principal);
  }

  @Test
  void anActionWithoutAResourceIsGrantedOnAll() throws MalformedCase {
    var request = REQUEST.replace("s3:GetObject", "s3:ListAllMyBuckets");
    var query =
        Cases.read(
            ("{" + request.replace("arn:aws:s3:::photos/cat.jpg", "*") + "}").replace('\'', '"'));
    assertThat(Explanation.of(query).fix())
        .contains("{\"Effect\":\"Allow\",\"Action\":\"s3:ListAllMyBuckets\",\"Resource\":\"*\"}");
  }
}
