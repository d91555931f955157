package dev.safelight.policy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.document.Kind;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningsTest {
  /// The warnings of a statement without `Effect`, whose first line is the document's second.
  private static List<String> warnings(String statement) throws MalformedPolicy {
    return warnings("2012-10-17", statement);
  }

  private static List<String> warnings(String version, String statement) throws MalformedPolicy {
    var text = "{\"Version\": \"%s\", \"Statement\": [\n{\"Effect\": \"Allow\",%s}]}";
    return Warnings.of(text.formatted(version, statement), Kind.IDENTITY).stream()
        .map(Warning::message)
        .toList();
  }

  private static List<String> ofCondition(String actions, String condition) throws MalformedPolicy {
    return warnings(
        "\"Action\": [%s], \"Resource\": \"*\",\n\"Condition\": {%s}"
            .formatted(actions, condition));
  }

  @Test
  void anUnknownServiceIsNamed() throws MalformedPolicy {
    assertThat(
            warnings(
                "\"Action\": [\"s3:GetObject\",\n\"lambada:InvokeFunction\"], \"Resource\": \"*\""))
        .containsExactly(
            "Statement[1].Action[2] (line 3): no AWS service has the prefix \"lambada\"; did you"
                + " mean lambda?");
  }

  @Test
  void servicesThatAreNotCoveredAreLeftAlone() throws MalformedPolicy {
    assertThat(
            ofCondition(
                "\"dynamodb:NoSuchAction\"",
                "\"StringEquals\": {\"dynamodb:NoSuchKey\": \"x\", \"aws:RequestTag/a\": \"b\"}"))
        .isEmpty();
  }

  @Test
  void anUnknownActionIsNamedAlsoUnderNotAction() throws MalformedPolicy {
    assertThat(warnings("\"NotAction\": \"s3:GetObjets\", \"Resource\": \"*\""))
        .containsExactly(
            "Statement[1].NotAction (line 2): s3 has no action \"GetObjets\"; did you mean"
                + " s3:GetObject?");
    assertThat(warnings("\"Action\": \"s3:Fetch*\", \"Resource\": \"*\""))
        .containsExactly("Statement[1].Action (line 2): no action of s3 matches \"s3:Fetch*\".");
  }

  @Test
  void anUnknownKeyIsNamed() throws MalformedPolicy {
    assertThat(ofCondition("\"*\"", "\"IpAddress\": {\"aws:SourceIP4\": \"10.0.0.0/8\"}"))
        .containsExactly(
            "Statement[1].Condition.IpAddress.aws:SourceIP4 (line 3): there is no condition key"
                + " \"aws:SourceIP4\"; did you mean aws:SourceIp?");
    assertThat(ofCondition("\"s3:ListBucket\"", "\"StringLike\": {\"s3:prefixes\": \"a/*\"}"))
        .containsExactly(
            "Statement[1].Condition.StringLike.s3:prefixes (line 3): there is no condition key"
                + " \"s3:prefixes\"; did you mean s3:prefix?");
    assertThat(ofCondition("\"*\"", "\"StringEquals\": {\"asw:username\": \"a\"}")).hasSize(1);
  }

  @Test
  void identityProvidersKeysAreLeftAlone() throws MalformedPolicy {
    assertThat(
            ofCondition(
                "\"sts:AssumeRoleWithWebIdentity\"",
                "\"StringEquals\": {\"token.actions.githubusercontent.com:sub\": \"r\","
                    + " \"oidc.eks.eu-west-1.amazonaws.com/id/1A:aud\": \"a\", \"saml:aud\": \"b\"}"))
        .isEmpty();
  }

  @Test
  void aKeyThatComesWithNoneOfTheActionsIsNamed() throws MalformedPolicy {
    var prefix = "\"StringLike\": {\"s3:prefix\": \"a/*\"}";
    assertThat(ofCondition("\"s3:GetObject\", \"s3:PutObject\"", prefix))
        .containsExactly(
            "Statement[1].Condition.StringLike.s3:prefix (line 3): no request for s3:GetObject,"
                + " s3:PutObject carries the key \"s3:prefix\".");
    assertThat(ofCondition("\"s3:GetObject\", \"s3:List*\"", prefix)).isEmpty();
    assertThat(ofCondition("\"s3:GetObject\", \"*\"", prefix)).isEmpty();
    assertThat(ofCondition("\"s3:GetObject\"", "\"StringEquals\": {\"aws:RequestTag/a\": \"b\"}"))
        .hasSize(1);
    assertThat(
            ofCondition("\"sts:AssumeRole\"", "\"StringEquals\": {\"iam:ResourceTag/a\": \"b\"}"))
        .isEmpty();
  }

  @Test
  void operatorsFitTheKeysType() throws MalformedPolicy {
    assertThat(ofCondition("\"*\"", "\"NumericLessThan\": {\"aws:CurrentTime\": \"1\"}"))
        .containsExactly(
            "Statement[1].Condition.NumericLessThan.aws:CurrentTime (line 3): the values of"
                + " aws:CurrentTime call for an operator of the family Date, not NumericLessThan.");
    for (var wrong :
        List.of(
            "\"Bool\": {\"aws:username\": \"true\"}",
            "\"StringEquals\": {\"aws:SourceIp\": \"10.0.0.1\"}",
            "\"StringEquals\": {\"aws:MultiFactorAuthAge\": \"10\"}",
            "\"DateLessThan\": {\"aws:MultiFactorAuthAge\": \"2026-01-01T00:00:00Z\"}",
            "\"IpAddress\": {\"aws:PrincipalArn\": \"10.0.0.0/8\"}",
            "\"ArnLike\": {\"aws:username\": \"alice\"}",
            "\"NumericEquals\": {\"aws:SecureTransport\": \"1\"}")) {
      assertThat(ofCondition("\"*\"", wrong))
          .as(wrong)
          .singleElement()
          .asString()
          .contains("family");
    }
    for (var right :
        List.of(
            "\"NumericLessThan\": {\"aws:EpochTime\": \"1700000000\"}",
            "\"DateLessThanIfExists\": {\"aws:EpochTime\": \"2026-01-01T00:00:00Z\"}",
            "\"StringLike\": {\"aws:PrincipalArn\": \"arn:aws:iam::*:role/x\"}",
            "\"ArnLike\": {\"aws:SourceVpcArn\": \"arn:aws:ec2:*:*:vpc/*\"}",
            "\"NumericLessThan\": {\"aws:PrincipalTag/level\": \"5\"}",
            "\"Null\": {\"aws:MultiFactorAuthAge\": \"true\"}",
            "\"NotIpAddress\": {\"aws:VpcSourceIp\": \"10.0.0.0/8\"}")) {
      assertThat(ofCondition("\"*\"", right)).as(right).isEmpty();
    }
  }

  @Test
  void severalValuesCallForASetOperatorAndOneValueDoesNot() throws MalformedPolicy {
    assertThat(ofCondition("\"*\"", "\"StringEquals\": {\"aws:CalledVia\": \"a\"}"))
        .containsExactly(
            "Statement[1].Condition.StringEquals.aws:CalledVia (line 3): aws:CalledVia may have"
                + " several values, which StringEquals cannot compare: write ForAllValues or"
                + " ForAnyValue.");
    assertThat(ofCondition("\"*\"", "\"ForAllValues:StringEquals\": {\"aws:username\": \"a\"}"))
        .singleElement()
        .asString()
        .contains("also holds when it is missing");
    assertThat(ofCondition("\"*\"", "\"ForAnyValue:StringEquals\": {\"aws:CalledVia\": \"a\"}"))
        .isEmpty();
  }

  @Test
  void theClassicMixUpsOfBucketAndObjectsAreMended() throws MalformedPolicy {
    assertThat(warnings("\"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::photos\""))
        .singleElement()
        .asString()
        .startsWith(
            "Statement[1].Resource (line 2): s3:GetObject never works on \"arn:aws:s3:::photos\"")
        .contains("arn:${Partition}:s3:::${BucketName}/${ObjectName}")
        .endsWith("; did you mean arn:aws:s3:::photos/*?");
    assertThat(warnings("\"Action\": \"s3:ListBucket\", \"Resource\": \"arn:aws:s3:::photos/*\""))
        .singleElement()
        .asString()
        .endsWith("; did you mean arn:aws:s3:::photos?");
    assertThat(
            warnings(
                "\"Action\": [\"s3:GetObject\",\n\"s3:ListBucket\"], \"Resource\": \"arn:aws:s3:::photos/*\""))
        .singleElement()
        .asString()
        .startsWith(
            "Statement[1].Action[2] (line 3): s3:ListBucket works on none of the statement's"
                + " resources, but on arn:${Partition}:s3:::${BucketName}");
    assertThat(warnings("\"Action\": \"s3:ListAllMyBuckets\", \"Resource\": \"arn:aws:s3:::*\""))
        .containsExactly(
            "Statement[1].Resource (line 2): s3:ListAllMyBuckets never works on"
                + " \"arn:aws:s3:::*\", but on \"*\" alone.");
    assertThat(
            warnings(
                "\"Action\": \"iam:ListUsers\", \"Resource\": \"arn:aws:iam::123456789012:user/*\""))
        .isEmpty();
  }

  @Test
  void variablesNeedTheNewVersion() throws MalformedPolicy {
    var statement =
        "\"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::home/${aws:username}/*\"";
    assertThat(warnings(statement)).isEmpty();
    assertThat(warnings("2008-10-17", statement))
        .containsExactly(
            "Statement[1].Resource (line 2): \"${aws:username}\" is plain text, as the document"
                + " does not say \"Version\": \"2012-10-17\".");
    assertThat(warnings(statement.replace("username", "usernam")))
        .containsExactly(
            "Statement[1].Resource (line 2): there is no condition key \"aws:usernam\"; did you"
                + " mean aws:username?");
    assertThat(warnings(statement.replace("username}", "username, 'nobody'}${*}"))).isEmpty();
  }

  @Test
  void anAllowForEveryoneWithoutConditionIsNamed() throws MalformedPolicy {
    var text =
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
          "Principal": {"AWS": "*"}, "Resource": "arn:aws:s3:::site/*"%s}}
        """;
    assertThat(Warnings.of(text.formatted(""), Kind.RESOURCE))
        .singleElement()
        .isInstanceOf(Warning.OpenToEveryone.class)
        .extracting(Warning::message)
        .isEqualTo(
            "Statement[1].Principal (line 2): everyone is allowed this, without signing even, and"
                + " without condition.");
    var bound = ", \"Condition\": {\"IpAddress\": {\"aws:SourceIp\": \"192.0.2.0/24\"}}";
    assertThat(Warnings.of(text.formatted(bound), Kind.RESOURCE)).isEmpty();
    assertThat(Warnings.of(text.formatted("").replace("Allow", "Deny"), Kind.RESOURCE)).isEmpty();
    assertThat(Warnings.of(Policy.RCP_FULL_AWS_ACCESS)).isEmpty();
  }

  @Test
  void withoutTheTextEachHasItsStatementsLine() throws MalformedPolicy {
    var policy =
        Policy.parse(
            "{\"Statement\": [\n{\"Effect\": \"Allow\",\n\"Action\":\n\"s3:Nope\", \"Resource\": \"*\"}]}",
            Kind.IDENTITY);
    assertThat(Warnings.of(policy))
        .singleElement()
        .extracting(Warning::place)
        .isEqualTo(new Place(2, "Statement[1].Action"));
  }

  @Test
  void everyPartOfAWarningCanBeAskedFor() throws MalformedPolicy {
    var text =
        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"sqs:SendMesage\", \"Resource\": \"*\"}}";
    var warning = Warnings.of(text, Kind.IDENTITY).getFirst();
    assertThat(warning.found()).isEqualTo("SendMesage");
    assertThat(warning.expected()).isEqualTo("an action of sqs");
    assertThat(warning.meant()).contains("sqs:SendMessage");
  }
}
