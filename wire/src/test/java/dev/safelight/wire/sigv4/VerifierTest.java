package dev.safelight.wire.sigv4;

import static dev.safelight.wire.sigv4.GeneratedRequests.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
  private static final Credentials KEYS = new Credentials("AKID", "secret", "");
  private static final Header HOST = new Header("Host", "localhost");
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration TICK = Duration.ofSeconds(1);
  private final Verifier verifier = new Verifier();

  @Test
  void clocksMayDifferByAQuarterOfAnHour() {
    var request = signed("/key");
    assertVerified(at(request, NOW.plus(QUARTER)));
    assertVerified(at(request, NOW.minus(QUARTER)));
    assertReason(at(request, NOW.plus(QUARTER).plus(TICK)), Reason.SKEWED);
    assertReason(at(request, NOW.minus(QUARTER).minus(TICK)), Reason.SKEWED);
  }

  @Test
  void aLinkLivesUntilItExpires() {
    var link = presigned("/key", Duration.ofHours(1));
    assertVerified(at(link, NOW.minus(QUARTER)));
    assertVerified(at(link, NOW.plus(Duration.ofHours(1))));
    assertReason(at(link, NOW.minus(QUARTER).minus(TICK)), Reason.NOT_YET_VALID);
    assertReason(at(link, NOW.plus(Duration.ofHours(1)).plusNanos(1)), Reason.EXPIRED);
  }

  @Test
  void nothingOutlivesItsSession() {
    var ends = NOW.plus(Duration.ofMinutes(10));
    for (var request : List.of(signed("/key"), presigned("/key", Duration.ofHours(1)))) {
      assertVerified(verify(request, new Expected(ends.minus(TICK), "s3", ends)));
      assertReason(verify(request, new Expected(ends, "s3", ends)), Reason.SESSION_EXPIRED);
    }
  }

  @Test
  void aSignatureForAnotherServiceIsRefused() {
    assertReason(verify(signed("/key"), Expected.at(NOW, "lambda")), Reason.WRONG_SERVICE);
  }

  @Test
  void theScopeMustNameTheDayOfTheDate() {
    var request = replaced(signed("/key"), "/20260301/", "/20260228/");
    assertReason(at(request, NOW), Reason.WRONG_DAY);
  }

  @Test
  void theHostMustBeSigned() {
    var request = replaced(signed("/key"), "=host;", "=");
    assertReason(at(request, NOW), Reason.HOST_NOT_SIGNED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-amz-acl", "X-AMZ-Meta-A", "x-amz-security-token", "x-amz-"})
  void everyAmzHeaderMustBeSigned(String name) {
    for (var request : List.of(signed("/key"), presigned("/key", QUARTER))) {
      var headers = new ArrayList<>(request.headers());
      headers.add(new Header(name, "v"));
      var refused =
          assertReason(
              at(new HttpParts("GET", request.target(), headers), NOW), Reason.UNSIGNED_HEADERS);
      assertThat(refused.message())
          .isEqualTo("There were headers present in the request which were not signed");
    }
  }

  @Test
  void otherHeadersMayJoinOnTheWay() {
    var request = signed("/key");
    var headers = new ArrayList<>(request.headers());
    headers.add(new Header("X-Forwarded-For", "127.0.0.1"));
    headers.add(new Header("amz-sdk-request", "attempt=2"));
    headers.add(new Header("X-Amzn-Trace-Id", "Root=1"));
    assertVerified(at(new HttpParts("GET", request.target(), headers), NOW));
  }

  @Test
  void aSignedHeaderMustArrive() {
    var request = signed("/key", new Header("If-Match", "e"));
    var headers = new ArrayList<>(request.headers());
    headers.removeIf(header -> header.is("If-Match"));
    assertReason(
        at(new HttpParts("GET", request.target(), headers), NOW), Reason.SIGNED_HEADER_MISSING);
  }

  @Test
  void s3WantsTheContentHash() {
    var request = signed("/key");
    var headers = new ArrayList<>(request.headers());
    headers.removeIf(header -> header.is("x-amz-content-sha256"));
    var without =
        replaced(new HttpParts("GET", request.target(), headers), "x-amz-content-sha256;", "");
    assertReason(at(without, NOW), Reason.CONTENT_HASH_MISSING);
  }

  @Test
  void theBodyMustBeTheOneThatWasClaimed() {
    var claim = claim(signed("/key"));
    var other = ContentHash.of(new byte[] {1});
    assertReason(
        verifier.verify(claim, "secret", other, Expected.at(NOW, "s3")),
        Reason.CONTENT_HASH_MISMATCH);
    assertReason(
        verifier.verify(claim, "secret", ContentHash.UNSIGNED, Expected.at(NOW, "s3")),
        Reason.CONTENT_HASH_MISMATCH);
  }

  @Test
  void onlyS3TakesAnUnhashedBody() {
    var request = new HttpParts("POST", "/", List.of(HOST));
    var signed =
        Signer.sign(request, KEYS, "us-east-1", "sts", NOW, ContentHash.UNSIGNED).request();
    assertThatThrownBy(() ->
            verifier.verify(claim(signed), "secret", ContentHash.UNSIGNED, Expected.at(NOW, "sts")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRefusalShowsWhatWasCompared() {
    var refused =
        (Verdict.Refused)
            verifier.verify(
                claim(signed("/a%20b?c")), "other", ContentHash.EMPTY_BODY, Expected.at(NOW, "s3"));
    assertThat(refused.reason()).isEqualTo(Reason.SIGNATURE_MISMATCH);
    assertThat(refused.canonicalRequest()).startsWith("GET\n/a%20b\nc=\nhost:localhost\n");
    assertThat(refused.stringToSign())
        .startsWith("AWS4-HMAC-SHA256\n20260301T100000Z\n20260301/us-east-1/s3/aws4_request\n");
  }

  @ParameterizedTest
  @CsvSource({
    "/a%2Fb, /a%2fb",
    "/a%2Fb, /a/b",
    "/a b, /a%20b",
    "/a+b, /a%2Bb",
    "/%C3%A9, /%c3%a9",
    "/%7Ea, /~a",
    "/a?x=b%20c, /a?x=b+c",
    "/a?x, /a?x=",
    "/a?y=1&x=2, /a?x=2&y=1",
  })
  void spellingsOfTheSameOctetsAreOneRequest(String sent, String other) {
    assertVerified(at(new HttpParts("GET", other, signed(sent).headers()), NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a%2Fb", "/a%2fb", "/a+b", "/!*'()", "/a//b/../c", "/a?x=b+c&w=%7e"})
  void aClientMaySignTheVeryOctetsItSends(String target) {
    var parts = new HttpParts("GET", target, signed(target).headers());
    var claim = claim(parts);
    var names = claim.proof().signedHeaders();
    var canonical =
        Canonical.request(parts, "s3", names, claim.contentHash().text(), Spelling.AS_SENT);
    var signature =
        SigningKey.of("secret", claim.scope())
            .sign(Canonical.stringToSign(claim.proof().amzDate(), claim.scope(), canonical));
    assertVerified(at(replaced(parts, claim.proof().signature(), signature), NOW));
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b, /a//b",
    "/a/../b, /b",
    "/a/./b, /a/b",
    "/a/, /a",
    "/a%2Bb, /a%20b",
    "/%252F, /%2F",
    "/a?x=b%2Bc, /a?x=b+c",
    "/a?x=1&x=2, /a?x=2",
    "/a?x&, /a?x",
    "/a?x=1, /a?X=1",
  })
  void differentOctetsAreDifferentRequests(String sent, String other) {
    assertReason(
        at(new HttpParts("GET", other, signed(sent).headers()), NOW), Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void otherServicesEncodePathsTwice() {
    var request = new HttpParts("POST", "/functions/arn%3Aaws%3Alambda/x", List.of(HOST));
    var body = "{}".getBytes(StandardCharsets.UTF_8);
    var canonical =
        Canonical.request(
            request, "lambda", List.of("host"), ContentHash.of(body).text(), Spelling.CANONICAL);
    assertThat(canonical).startsWith("POST\n/functions/arn%253Aaws%253Alambda/x\n\n");
  }

  private Verdict at(HttpParts request, Instant now) {
    return verify(request, Expected.at(now, "s3"));
  }

  private Verdict verify(HttpParts request, Expected expected) {
    var claim = claim(request);
    return verifier.verify(claim, "secret", claim.contentHash(), expected);
  }

  private static Claim.Signed claim(HttpParts request) {
    return (Claim.Signed) Claim.read(request.method(), request.target(), request.headers());
  }

  private static HttpParts signed(String target, Header... more) {
    var headers = new ArrayList<>(List.of(more));
    headers.add(HOST);
    var request = new HttpParts("GET", target, headers);
    return Signer.sign(request, KEYS, "us-east-1", "s3", NOW, ContentHash.EMPTY_BODY).request();
  }

  private static HttpParts presigned(String target, Duration expires) {
    var request = new HttpParts("GET", target, List.of(HOST));
    return Signer.presign(request, KEYS, "us-east-1", "s3", NOW, expires, ContentHash.UNSIGNED);
  }

  private static HttpParts replaced(HttpParts request, String old, String now) {
    var headers =
        request.headers().stream()
            .map(header ->
                header.is("Authorization")
                    ? new Header(header.name(), header.value().replace(old, now))
                    : header)
            .toList();
    return new HttpParts(request.method(), request.target(), headers);
  }

  private static void assertVerified(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Verified.class);
  }

  private static Verdict.Refused assertReason(Verdict verdict, Reason reason) {
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    assertThat(((Verdict.Refused) verdict).reason()).isEqualTo(reason);
    return (Verdict.Refused) verdict;
  }
}
