package dev.safelight.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// AWS: "IAM JSON policy elements: Principal".
class PrincipalFormsTest {
  private static final String DIGITS = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          AWS, *
          AWS, 012345678999
          AWS, AIDAQXZEAEXAMPLEUSER
          AWS, AROA0123456789ZA
          AWS, arn:aws:iam::012345678999:root
          AWS, arn:aws-cn:iam::012345678999:user/a/b
          AWS, arn:aws:iam::012345678999:role/r
          AWS, arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1
          AWS, arn:aws:sts::012345678999:assumed-role/r/s
          AWS, arn:aws:sts::012345678999:federated-user/f
          Service, s3.amazonaws.com
          Service, a-0.z9
          Federated, accounts.google.com
          Federated, arn:aws:iam::012345678999:saml-provider/p
          Federated, arn:aws:iam::012345678999:oidc-provider/p
          """)
  void whatAwsKnowsIsOne(String type, String text) {
    assertThat(PrincipalForms.fault(type, text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          AWS, 01234567899
          AWS, 0123456789990
          AWS, 01234567899a
          AWS, 01234567899/
          AWS, 01234567899:
          AWS, AIDAQXZEAEXAMPL
          AWS, AGPAQXZEAEXAMPLEGROUP
          AWS, AIDAQXZEAEXAMPLEuser
          AWS, AIDAQXZEAEXAMPLE-USE
          AWS, AIDAQXZEAEXAMPLE[USE
          AWS, arn:aws:iam::012345678999
          AWS, nra:aws:iam::012345678999:root
          AWS, arn:gcp:iam::012345678999:root
          AWS, arn:aws1:iam::012345678999:root
          AWS, arn:aws:iam:eu-west-1:012345678999:root
          AWS, arn:aws:iam::01234567899:root
          AWS, arn:aws:iam::012345678999:roots
          AWS, arn:aws:iam::012345678999:user/
          AWS, arn:aws:iam::012345678999:role/
          AWS, arn:aws:iam::cloudfront:role/r
          AWS, arn:aws:s3::012345678999:root
          AWS, arn:aws:sts::cloudfront:assumed-role/r/s
          AWS, arn:aws:sts::012345678999:assumed-role//s
          AWS, arn:aws:sts::012345678999:assumed-role/r/
          AWS, arn:aws:sts::012345678999:assumed-role/r/s/t
          AWS, arn:aws:sts::012345678999:other/r/s
          AWS, arn:aws:sts::012345678999:federated-user/
          Service, s3
          Service, s3..com
          Service, S3.amazonaws.com
          Service, s3.amazonaws_.com
          Service, s3.`.com
          Service, s3.{.com
          Federated, arn:aws:iam::012345678999:role/r
          Federated, arn:aws:sts::012345678999:saml-provider/p
          Federated, arn:aws:iam::1:saml-provider/p
          Federated, arn:aws:iam::012345678999:saml-provider/
          """)
  void whatIsNearlyOneIsNone(String type, String text) {
    assertThat(PrincipalForms.fault(type, text)).endsWith(", was \"" + text + "\"");
  }

  @Test
  void canonicalIdsAre64LowerCaseDigits() {
    assertThat(PrincipalForms.fault("CanonicalUser", DIGITS)).isEmpty();
    for (var wrong :
        List.of(
            DIGITS.substring(1),
            DIGITS + "0",
            DIGITS.replace('f', 'g'),
            DIGITS.replace('a', '`'),
            DIGITS.replace('0', '/'),
            DIGITS.replace('9', ':'),
            DIGITS.replace('a', 'A'))) {
      assertThat(PrincipalForms.fault("CanonicalUser", wrong)).startsWith("must be 64 hexadecimal");
    }
  }

  @Test
  void noneIsLongerThanAnArnMayBe() {
    var arn = "arn:aws:iam::012345678999:user/";
    assertThat(PrincipalForms.fault("AWS", arn + "a".repeat(2_048 - arn.length()))).isEmpty();
    assertThat(PrincipalForms.fault("AWS", arn + "a".repeat(2_049 - arn.length())))
        .isEqualTo("must have no more than 2048 characters");
  }

  @Test
  void textIsReadAsWhatItLooksLike() {
    assertThat(Principal.aws("012345678999")).isEqualTo(new Principal.Account("012345678999"));
    assertThat(Principal.aws("arn:aws:iam::012345678999:root"))
        .isEqualTo(new Principal.Account("012345678999"));
    assertThat(Principal.aws("AIDA0123456789ZA"))
        .isEqualTo(new Principal.UniqueId("AIDA0123456789ZA"));
    for (var other :
        List.of(
            "01234567899",
            "01234567899/",
            "01234567899:",
            "AIDA0123456789Z",
            "AIDA0123456789[A",
            "AIDA0123456789@A",
            "AIDA01234567/9ZA",
            "AIDA01234567:9ZA",
            "arn:aws:sts::012345678999:root",
            "arn:aws:iam::01234567899:root",
            "arn:aws:iam::012345678999:user/a:root")) {
      assertThat(Principal.aws(other)).isEqualTo(new Principal.Entity(other));
    }
  }
}
