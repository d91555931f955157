package dev.safelight.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What counts as public.
class PublicPolicyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"*\" | {} | true",
        "{\"AWS\": \"*\"} | {} | true",
        "{\"AWS\": [\"123456789012\", \"*\"]} | {} | true",
        "{\"AWS\": \"arn:aws:iam::123456789012:root\"} | {} | false",
        "{\"Service\": \"logging.s3.amazonaws.com\"} | {} | false",
        "\"*\" | {\"IpAddress\": {\"aws:SourceIp\": \"192.0.2.0/24\"}} | false",
        "\"*\" | {\"IpAddress\": {\"aws:SourceIp\": [\"192.0.2.0/24\", \"0.0.0.0/1\"]}} | true",
        "\"*\" | {\"IpAddress\": {\"aws:SourceIp\": \"2001:db8::/16\"}} | true",
        "\"*\" | {\"NotIpAddress\": {\"aws:SourceIp\": \"192.0.2.0/24\"}} | true",
        "\"*\" | {\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-1\"}} | false",
        "\"*\" | {\"stringequals\": {\"AWS:principalAccount\": \"123456789012\"}} | false",
        "\"*\" | {\"StringLike\": {\"aws:PrincipalOrgID\": \"o-*\"}} | true",
        "\"*\" | {\"StringNotEquals\": {\"aws:PrincipalOrgID\": \"o-1\"}} | true",
        "\"*\" | {\"StringEqualsIfExists\": {\"aws:PrincipalOrgID\": \"o-1\"}} | true",
        "\"*\" | {\"StringLike\": {\"aws:userid\": \"AROAEXAMPLEEXAMPLE12:*\"}} | false",
        "\"*\" | {\"StringLike\": {\"aws:userid\": \"*\"}} | true",
        "\"*\" | {\"Bool\": {\"aws:SecureTransport\": \"true\"}} | true"
      })
  void aPolicyIsPublicUnlessItNamesSomebodyFixed(String principal, String condition, boolean open) {
    var statement = "{\"Statement\": [{\"Effect\": \"%s\", \"Principal\": %s, \"Condition\": %s}]}";
    assertThat(
            PublicPolicy.isPublic(
                PolicyDocument.parse(statement.formatted("Allow", principal, condition))))
        .isEqualTo(open);
    assertThat(
            PublicPolicy.isPublic(
                PolicyDocument.parse(statement.formatted("Deny", principal, condition))))
        .isFalse();
  }
}
