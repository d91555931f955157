package dev.safelight.policy.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.policy.Requester;
import dev.safelight.policy.Tries;
import dev.safelight.policy.json.Json;
import dev.safelight.policy.json.JsonReader;
import dev.safelight.policy.json.MalformedJson;
import dev.safelight.policy.match.Key;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CasesTest {
  private static final String REQUEST =
      "\"request\":{\"principal\":\"arn:aws:iam::123456789012:user/a\",\"action\":\"s3:GetObject\","
          + "\"resource\":\"arn:aws:s3:::b/k\",\"resourceAccount\":\"123456789012\"}";

  @Test
  void anAnswerCarriesIdDecisionMessageAndStatements() {
    assertThat(Cases.answer("{\"id\":\"1\"," + REQUEST + "}"))
        .isEqualTo(
            "{\"id\":\"1\",\"decision\":\"ImplicitlyDenied\",\"message\":\"User:"
                + " arn:aws:iam::123456789012:user/a is not authorized to perform: s3:GetObject on"
                + " resource: \\\"arn:aws:s3:::b/k\\\" because no identity-based policy allows the"
                + " s3:GetObject action\",\"decidedBy\":[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nonsense                                     | not JSON
          []                                           | must be an object
          {"id":"1"}                                   | case.request: is missing
          {"id":"1","request":{}}                      | request.action: is missing
          {"request":{"principal":{},"action":"a:b","resource":"*"}} | request.principal: must be a string
          {"request":{"principal":"arn:aws:s3:::x","action":"a:b","resource":"*"}} | cannot call
          {"request":{"principal":"alice","action":"a:b","resource":"*"}} | request.principal: is no ARN
          {"request":{"principal":"arn:aws:iam::123456789012:group/a","action":"a:b","resource":"*"}} | cannot call
          {"request":{"principal":7.5,"action":["a:b"],"resource":"*"}} | request.action: must be a string, was a list
          {"request":{"action":"a:b","resource":"*","context":{"a:b":["1"],"A:B":["2"]}}} | is given twice
          {"request":{"action":"a:b","resource":"*","context":{"a:b":[["1"]]}}} | request.context.a:b: must be a string, was a list
          {"request":{"action":"a:b","resource":"*","context":[]}} | request.context: must be an object
          {"request":{"action":"a:b","resource":"*"},"resourcePolicy":"{"} | resourcePolicy: Policy: not JSON
          {"request":{"action":"a:b","resource":"*"},"resourcePolicy":{"Statement":{"Effect":"Allow","NotPrincipal":"*","Action":"*","Resource":"*"}}} | AWS does not support it
          {"request":{"action":"a:b","resource":"*"},"sessionPolicy":{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEqual":{"a:b":"c"}}}}} | sessionPolicy: Statement[1].Condition.StringEqual: unknown operator, did you mean StringEquals?
          {"request":{"action":"a:b","resource":"*"},"scps":{}} | case.scps: must be a list
          {"request":{"action":"a:b","resource":"*"},"scps":[{}]} | scps[1]: must be a list
          {"request":{"action":"a:b","resource":"*"},"identityPolicies":[{}]} | identityPolicies[1]: Policy: Statement is missing
          """)
  void whatCannotBeReadIsAnErrorNeverADecision(String line, String message) {
    assertThat(Cases.answer(line))
        .contains("\"error\":")
        .contains(message)
        .doesNotContain("decision");
  }

  @Test
  void mangledCasesAreAnsweredNothingElse() throws MalformedJson {
    var good =
        "{\"id\":\"1\","
            + REQUEST.replace("}", ",\"context\":{\"aws:username\":[\"a\"]},\"multivalued\":[]}")
            + ",\"resourcePolicy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:user/a\"},\"Action\":\"s3:*\","
            + "\"Resource\":\"arn:aws:s3:::b/${aws:username}\",\"Condition\":{\"IpAddress\":"
            + "{\"aws:SourceIp\":\"::1/128\"}}}]},\"scps\":[[]],\"s3BlockPublicAccess\":{\"a\":[true]}}";
    assertThat(Cases.answer(good)).contains("\"decision\":\"ImplicitlyDenied\"");
    var random = new Random(11);
    for (int i = 0; i < Tries.of(5_000); i++) {
      var mangled = new StringBuilder(good);
      for (int bites = 1 + random.nextInt(3); bites > 0; bites--) {
        var at = random.nextInt(mangled.length());
        if (random.nextBoolean()) {
          mangled.delete(at, Math.min(mangled.length(), at + 1 + random.nextInt(4)));
        } else {
          mangled.setCharAt(at, good.charAt(random.nextInt(good.length())));
        }
      }
      assertThat(JsonReader.read(Cases.answer(mangled.toString()))).isInstanceOf(Json.Obj.class);
    }
  }

  @Test
  void moreLevelsThanAnyOrganisationHasAreAnError() {
    var levels = "[" + "[],".repeat(64) + "[]]";
    assertThat(Cases.answer("{" + REQUEST + ",\"scps\":" + levels + "}")).contains("64 levels");
  }

  @Test
  void aPolicyMayBeWrittenAsATextAndOperatorsInOtherLetters() {
    var policy =
        "{\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"*:*\\\",\\\"Resource\\\":\\\"*\\\","
            + "\\\"Condition\\\":{\\\"forallvalues:stringequals\\\":{\\\"key\\\":\\\"v\\\"}}}}";
    assertThat(Cases.answer("{" + REQUEST + ",\"identityPolicies\":[\"" + policy + "\"]}"))
        .contains("\"decision\":\"Allowed\"");
  }

  @Test
  void severalSessionPoliciesAddUp() {
    var statement = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"*\"}}";
    var get = statement.formatted("s3:GetObject");
    var put = statement.formatted("s3:PutObject");
    assertThat(
            Cases.answer(
                "{%s,\"identityPolicies\":[%s],\"sessionPolicy\":[%s,%s]}"
                    .formatted(REQUEST, get, put, get)))
        .contains("\"decision\":\"Allowed\"");
  }

  @Test
  void severalSessionPoliciesLimitTogether() {
    var put =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:PutObject\",\"Resource\":\"*\"}}";
    var all = put.replace("s3:PutObject", "*");
    assertThat(
            Cases.answer(
                "{%s,\"identityPolicies\":[%s],\"sessionPolicy\":[%s,%s]}"
                    .formatted(REQUEST, all, put, put)))
        .contains("no session policy allows");
  }

  /// Levels that are one policy each count up, so that each must allow.
  @Test
  void everyBoundaryThatIsGivenMustAllow() {
    var all = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
    var put = all.replace("\"Action\":\"*\"", "\"Action\":\"s3:PutObject\"");
    var template = "{%s,\"identityPolicies\":[%s],\"permissionBoundaries\":[%s,%s]}";
    assertThat(Cases.answer(template.formatted(REQUEST, all, all, all))).contains("\"Allowed\"");
    assertThat(Cases.answer(template.formatted(REQUEST, all, all, put)))
        .contains("no permissions boundary allows");
    assertThat(Cases.answer(template.formatted(REQUEST, all, put, all)))
        .contains("no permissions boundary allows");
  }

  /// Only who assumes a role needs its trust policy.
  @Test
  void aRolesPolicyIsATrustPolicyForActionsOfStsAlone() {
    var all = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
    var silent =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"210987654321\"},\"Action\":\"iam:PassRole\",\"Resource\":\"*\"}}";
    var template =
        "{"
            + REQUEST.replace("arn:aws:s3:::b/k", "arn:aws:iam::123456789012:role/r")
            + ",\"identityPolicies\":[%s],\"resourcePolicy\":%s}";
    var line = template.formatted(all, silent);
    assertThat(Cases.answer(line.replace("s3:GetObject", "iam:GetRole"))).contains("\"Allowed\"");
    assertThat(Cases.answer(line.replace("s3:GetObject", "STS:AssumeRole")))
        .contains("no role trust policy allows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          true                                              | true
          false                                             | false
          null                                              | false
          1                                                 | false
          "TRUE"                                            | true
          "All"                                             | true
          "RestrictPublicBuckets"                           | true
          "none"                                            | false
          {"RestrictPublicBuckets": true}                   | true
          {"restrictPublicBuckets": false}                  | false
          {"BlockPublicAcls": true, "ignorePublicAcls": true, "blockPublicPolicy": true} | false
          {"bucket": {"restrictPublicBuckets": true}}       | true
          {"bucket": {"blockPublicPolicy": true}}           | false
          {"blockPublicPolicy": {"restrictPublicBuckets": true}} | false
          [{"restrictPublicBuckets": false}, {"restrictPublicBuckets": true}] | true
          [false, null]                                     | false
          """)
  void publicAccessIsBlockedHoweverItIsWritten(String block, boolean restricts) {
    var open =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b/*\"}}";
    var request =
        "\"request\":{\"action\":\"s3:GetObject\",\"resource\":\"arn:aws:s3:::b/k\",\"resourceAccount\":\"123456789012\"}";
    assertThat(
            Cases.answer(
                "{%s,\"resourcePolicy\":%s,\"s3BlockPublicAccess\":%s}"
                    .formatted(request, open, block)))
        .contains(restricts ? "\"ExplicitlyDenied\"" : "\"Allowed\"");
  }

  @ParameterizedTest
  @CsvSource({
    "12345678901a",
    "gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg",
    "host.example is no host"
  })
  void whatIsNearlyAPrincipalIsNone(String principal) {
    assertThat(
            Cases.answer(
                "{" + REQUEST.replace("arn:aws:iam::123456789012:user/a", principal) + "}"))
        .contains("is no ARN, account, service, provider or canonical id");
  }

  /// What the context says of the principal counts only where it is a role.
  @Test
  void aSessionsRoleIsNotWhatAContextCallsAUser() {
    var line =
        "{"
            + REQUEST
                .replace(
                    "arn:aws:iam::123456789012:user/a",
                    "arn:aws:sts::123456789012:assumed-role/r/s")
                .replace(
                    "\"action\"",
                    "\"context\":{\"aws:PrincipalArn\":\"arn:aws:iam::123456789012:user/r\"},\"action\"")
            + ",\"resourcePolicy\":{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
            + "\"arn:aws:iam::123456789012:role/r\"},\"Action\":\"s3:*\",\"Resource\":\"*\"}}}";
    assertThat(Cases.answer(line)).contains("\"Allowed\"");
  }

  @Test
  void aSessionNeedsAName() {
    assertThat(
            Cases.answer(
                "{"
                    + REQUEST.replace(
                        "arn:aws:iam::123456789012:user/a",
                        "arn:aws:sts::123456789012:assumed-role/r")
                    + "}"))
        .contains("names no session");
  }

  @Test
  void aQueryIsReadForItself() throws MalformedCase {
    var account = REQUEST.replace("arn:aws:iam::123456789012:user/a", "999999999999");
    var query =
        Cases.read(
            "{" + account.replace("}", ",\"context\":{\"aws:SecureTransport\":true}}") + "}");
    assertThat(query.requester()).isEqualTo(new Requester.Root("999999999999"));
    assertThat(query.context().only(Key.of("aws:SecureTransport"))).isEqualTo("true");
    assertThatThrownBy(() -> Cases.read("nonsense"))
        .isInstanceOf(MalformedCase.class)
        .hasMessageContaining("not JSON");
  }
}
