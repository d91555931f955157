package dev.safelight.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTest {
  private static final String CREDENTIAL = "AKID/20260301/us-east-1/s3/aws4_request";
  private static final String SIGNATURE = "0123456789abcdef".repeat(4);
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential="
          + CREDENTIAL
          + ", SignedHeaders=host;x-amz-date, Signature="
          + SIGNATURE;
  private static final String LINK =
      "/key?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
          + CREDENTIAL.replace("/", "%2F")
          + "&X-Amz-Date=20260301T100000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host"
          + "&X-Amz-Signature="
          + SIGNATURE;
  private static final Header DATE = new Header("X-Amz-Date", "20260301T100000Z");

  @Test
  void nothingSignedIsAnonymous() {
    assertThat(read("/?list-type=2&prefix=X-Amz-", DATE)).isEqualTo(new Claim.Unsigned());
  }

  @Test
  void aHeaderSignatureIsReadInFull() {
    var claim =
        (Claim.HeaderSigned)
            read(
                "/key",
                new Header("authorization", AUTHORIZATION),
                DATE,
                new Header("x-amz-security-token", " token "),
                new Header("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));
    assertThat(claim.accessKeyId()).isEqualTo("AKID");
    assertThat(claim.scope()).isEqualTo(new Scope("20260301", "us-east-1", "s3"));
    assertThat(claim.date()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(claim.proof().signedHeaders()).containsExactly("host", "x-amz-date");
    assertThat(claim.proof().signature()).isEqualTo(SIGNATURE);
    assertThat(claim.sessionToken()).isEqualTo("token");
    assertThat(claim.contentHash()).isEqualTo(ContentHash.UNSIGNED);
    assertThat(claim.toString()).doesNotContain("token").doesNotContain(SIGNATURE);
  }

  @Test
  void aPresignedLinkIsReadInFull() {
    var claim = (Claim.Presigned) read(LINK + "&x-amz-security-token=a%2Bb");
    assertThat(claim.accessKeyId()).isEqualTo("AKID");
    assertThat(claim.expires()).isEqualTo(Duration.ofMinutes(1));
    assertThat(claim.sessionToken()).isEqualTo("a+b");
    assertThat(claim.contentHash()).isEqualTo(ContentHash.UNSIGNED);
    assertThat(claim.toString()).doesNotContain(SIGNATURE);
  }

  @Test
  void aLinkForAnotherServiceSaysNothingOfItsBody() {
    var claim = (Claim.Presigned) read(LINK.replace("%2Fs3%2F", "%2Fsts%2F"));
    assertThat(claim.contentHash()).isEqualTo(ContentHash.ABSENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS4-HMAC-SHA256 Signature=S,Credential=C,SignedHeaders=host",
        "AWS4-HMAC-SHA256   Credential=C ,\tSignedHeaders=host ,Signature=S ",
      })
  void orderAndBlanksDoNotMatter(String authorization) {
    var text =
        authorization
            .replace("=S", "=" + SIGNATURE)
            .replace("Credential=C", "Credential=" + CREDENTIAL);
    assertThat(read("/", new Header("Authorization", text), DATE))
        .isInstanceOf(Claim.HeaderSigned.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sun, 01 Mar 2026 10:00:00 GMT", "20260301T100000Z"})
  void theDateHeaderServesWhereAmzDateIsAbsent(String date) {
    var claim =
        (Claim.HeaderSigned)
            read("/", new Header("Authorization", AUTHORIZATION), new Header("Date", date));
    assertThat(claim.proof().amzDate()).isEqualTo("20260301T100000Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWS AKID:c2ln                     | SIGV2
          AWS4-ECDSA-P256-SHA256 Credential | SIGV4A
          Bearer token                      | UNKNOWN_SCHEME
          Basic dTpw                        | UNKNOWN_SCHEME
          ''                                | UNKNOWN_SCHEME
          aws4-hmac-sha256 Credential=x     | UNKNOWN_SCHEME
          AWS4-HMAC-SHA256                  | AUTHORIZATION_HEADER
          AWS4-HMAC-SHA256 Credential       | AUTHORIZATION_HEADER
          AWS4-HMAC-SHA256 Credential=x     | AUTHORIZATION_HEADER
          AWS4-HMAC-SHA256 A=1,B=2,C=3      | AUTHORIZATION_HEADER
          """)
  void anotherSchemeIsRefusedByItsName(String authorization, Fault fault) {
    assertFault(read("/", new Header("Authorization", authorization), DATE), fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKID/20260301/us-east-1/s3",
        "AKID/20260301/us-east-1/s3/aws4_request/x",
        "/20260301/us-east-1/s3/aws4_request",
        "AKID/2026-03-01/us-east-1/s3/aws4_request",
        "AKID/20260301/US-EAST-1/s3/aws4_request",
        "AKID/20260301//s3/aws4_request",
        "AKID/20260301/us-east-1//aws4_request",
        "AKID/20260301/us-east-1/s3/aws5_request",
        "AKID/20260301/us-east-1/s3/",
        "",
      })
  void aMalformedCredentialIsRefused(String credential) {
    var header = new Header("Authorization", AUTHORIZATION.replace(CREDENTIAL, credential));
    assertFault(read("/", header, DATE), Fault.AUTHORIZATION_HEADER);
    assertFault(
        read(LINK.replace(CREDENTIAL.replace("/", "%2F"), credential)), Fault.AUTHORIZATION_QUERY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", "host;", "Host", "host;host", "host;x amz", "host\u00E9"})
  void malformedSignedHeadersAreRefused(String names) {
    var header = new Header("Authorization", AUTHORIZATION.replace("host;x-amz-date", names));
    assertFault(read("/", header, DATE), Fault.AUTHORIZATION_HEADER);
  }

  @Test
  void aSignatureIsSixtyFourLowerCaseDigits() {
    for (var signature :
        List.of("", "00", SIGNATURE.toUpperCase(Locale.ROOT), SIGNATURE + "0", "zz")) {
      var header = new Header("Authorization", AUTHORIZATION.replace(SIGNATURE, signature));
      assertFault(read("/", header, DATE), Fault.AUTHORIZATION_HEADER);
      assertFault(read(LINK.replace(SIGNATURE, signature)), Fault.AUTHORIZATION_QUERY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "20260301", "20260230T100000Z", "20260301T250000Z", "2026-03-01T10:00:00Z"})
  void aMalformedDateIsRefused(String date) {
    var header = new Header("Authorization", AUTHORIZATION);
    assertFault(read("/", header, new Header("x-amz-date", date)), Fault.DATE);
    assertFault(read(LINK.replace("20260301T100000Z", date)), Fault.AUTHORIZATION_QUERY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "604801", "1e3", "", "99999999999999999999", "60.5", "+60"})
  void aLinkLivesOneSecondToAWeek(String expires) {
    assertFault(read(LINK.replace("Expires=60", "Expires=" + expires)), Fault.AUTHORIZATION_QUERY);
    assertThat(read(LINK.replace("Expires=60", "Expires=604800")))
        .isInstanceOf(Claim.Presigned.class);
    assertThat(read(LINK.replace("Expires=60", "Expires=1"))).isInstanceOf(Claim.Presigned.class);
  }

  @Test
  void everyParameterOfALinkIsNeededOnce() {
    for (var parameter : LINK.substring(LINK.indexOf('?') + 1).split("&", -1)) {
      var without = LINK.replace(parameter, "a=b");
      assertFault(read(without), Fault.AUTHORIZATION_QUERY);
      assertFault(read(LINK + "&" + parameter), Fault.AUTHORIZATION_QUERY);
      assertFault(read(LINK + "&" + parameter.toLowerCase(Locale.ROOT)), Fault.AUTHORIZATION_QUERY);
      assertFault(read(LINK + "&" + parameter.replaceFirst("-", "%2D")), Fault.AUTHORIZATION_QUERY);
    }
    assertFault(read(LINK + "&X-Amz-Meta-A=1&x-amz-meta-a=2"), Fault.AUTHORIZATION_QUERY);
  }

  @Test
  void twoSignaturesAreOneTooMany() {
    var header = new Header("Authorization", AUTHORIZATION);
    assertFault(read(LINK, header, DATE), Fault.SIGNED_TWICE);
    assertFault(read("/", header, header, DATE), Fault.SIGNED_TWICE);
    assertFault(read("/?AWSAccessKeyId=a&Signature=b", header, DATE), Fault.SIGNED_TWICE);
    assertFault(read("/?X-Amz-Signature=", header, DATE), Fault.SIGNED_TWICE);
  }

  @Test
  void oldAndForeignLinksAreRefusedByName() {
    assertFault(read("/?AWSAccessKeyId=a&Expires=1&Signature=b"), Fault.SIGV2);
    assertFault(read(LINK.replace("HMAC-SHA256", "ECDSA-P256-SHA256")), Fault.SIGV4A);
    assertFault(read(LINK.replace("AWS4-HMAC", "AWS5-HMAC")), Fault.AUTHORIZATION_QUERY);
  }

  @Test
  void whatIsGivenTwiceIsNotChosenFrom() {
    var header = new Header("Authorization", AUTHORIZATION);
    assertFault(read("/", header, DATE, DATE), Fault.DATE);
    var token = new Header("x-amz-security-token", "t");
    assertFault(read("/", header, DATE, token, token), Fault.SESSION_TOKEN);
    assertFault(read(LINK + "&X-Amz-Security-Token=t", token), Fault.SESSION_TOKEN);
    var hash = new Header("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
    assertFault(read("/", header, DATE, hash, hash), Fault.CONTENT_HASH);
    assertFault(read(LINK + "&X-Amz-Content-Sha256=" + SIGNATURE, hash), Fault.CONTENT_HASH);
  }

  @ParameterizedTest
  @CsvSource({
    "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, SIGV4A",
    "STREAMING-AWS4-HMAC-SHA256-EVENTS, CONTENT_HASH",
    "unsigned-payload, CONTENT_HASH",
    "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855, CONTENT_HASH",
    "0, CONTENT_HASH",
  })
  void anUnknownContentHashIsRefused(String hash, Fault fault) {
    var header = new Header("Authorization", AUTHORIZATION);
    assertFault(read("/", header, DATE, new Header("x-amz-content-sha256", hash)), fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%zz", "/%", "/%4", "/a\nb", "/a#b", "*", "http://h/", "", "/\u1234"})
  void aMalformedTargetIsRefused(String target) {
    assertFault(read(target, new Header("Authorization", AUTHORIZATION), DATE), Fault.TARGET);
  }

  @Test
  void aLineBreakInAHeaderIsRefused() {
    var header = new Header("Authorization", AUTHORIZATION);
    for (var value : List.of("a\nx-amz-acl:private", "a\rb", "\u0000", "\u007F", "\u1234")) {
      assertFault(read("/", header, DATE, new Header("x-amz-meta-a", value)), Fault.HEADER);
      assertFault(read("/", header, DATE, new Header("x" + value, "a")), Fault.HEADER);
    }
    for (var name : List.of("", "a b", "x-amz-acl:", "x-amz-to\u212Aen")) {
      assertFault(read("/", header, DATE, new Header(name, "a")), Fault.HEADER);
    }
  }

  @Test
  void hostileSizesAreReadInLinearTime() {
    var names = new ArrayList<Header>();
    names.add(DATE);
    for (var number = 0; number < 10_000; number++) {
      names.add(new Header("x-amz-meta-" + number, "v"));
    }
    var signed = new StringBuilder("host");
    names.forEach(header -> signed.append(';').append(header.name().toLowerCase(Locale.ROOT)));
    names.add(new Header("Host", "h"));
    names.add(
        new Header("Authorization", AUTHORIZATION.replace("host;x-amz-date", signed.toString())));
    var claim = (Claim.Signed) read("/" + "%41".repeat(10_000), names.toArray(Header[]::new));
    assertThat(claim.proof().signedHeaders()).hasSize(10_002);
    var expected = Expected.at(claim.date(), "s3");
    assertThat(new Verifier().verify(claim, "secret", claim.contentHash(), expected))
        .isInstanceOf(Verdict.Refused.class);
    var long1 = "a".repeat(10_000);
    for (var authorization :
        List.of(
            long1,
            "AWS4-HMAC-SHA256 " + long1,
            "AWS4-HMAC-SHA256 " + ",".repeat(10_000),
            "AWS4-HMAC-SHA256 " + "Credential=a,".repeat(10_000),
            AUTHORIZATION.replace("AKID", long1),
            AUTHORIZATION.replace("AKID", "/".repeat(10_000)))) {
      assertThat(read("/", new Header("Authorization", authorization), DATE))
          .isInstanceOf(Claim.Malformed.class);
    }
  }

  private static Claim read(String target, Header... headers) {
    return Claim.read("GET", target, List.of(headers));
  }

  private static void assertFault(Claim claim, Fault fault) {
    assertThat(claim).isInstanceOf(Claim.Malformed.class);
    assertThat(((Claim.Malformed) claim).fault()).isEqualTo(fault);
    assertThat(((Claim.Malformed) claim).message()).isNotEmpty();
  }
}
