package dev.safelight.wire.sigv4;

import static dev.safelight.wire.sigv4.GeneratedRequests.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is signed verifies, and nothing else does.
class LawsTest {
  private final Verifier verifier = new Verifier();

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  /// Each of these costs a verification per byte.
  static LongStream fewSeeds() {
    return LongStream.range(1000, 1025);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsSignedVerifies(long seed) {
    var made = new GeneratedRequests(seed).next();
    assertThat(verdict(sign(made), made, made.credentials().secretAccessKey(), made.hash()))
        .isInstanceOf(Verdict.Verified.class);
    assertThat(verdict(presign(made), made, made.credentials().secretAccessKey(), made.hash()))
        .isInstanceOf(Verdict.Verified.class);
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void noByteOfASignedRequestCanChange(long seed) {
    var made = new GeneratedRequests(seed).next();
    for (var request : new HttpParts[] {sign(made), presign(made)}) {
      for (var at = 0; at < request.method().length(); at++) {
        refused(
            made, new HttpParts(flip(request.method(), at), request.target(), request.headers()));
      }
      for (var at = 0; at < request.target().length(); at++) {
        var target = flip(request.target(), at);
        if (!sameMeaning(target, request.target(), made.service())) {
          refused(made, new HttpParts(request.method(), target, request.headers()));
        }
      }
      for (var index = 0; index < request.headers().size(); index++) {
        var header = request.headers().get(index);
        for (var at = 0; at < header.value().length(); at++) {
          var value = flip(header.value(), at);
          if (!Canonical.fold(value).equals(Canonical.fold(header.value()))) {
            var headers = new ArrayList<>(request.headers());
            headers.set(index, new Header(header.name(), value));
            refused(made, new HttpParts(request.method(), request.target(), headers));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void neitherBodyNorSecretCanChange(long seed) {
    var made = new GeneratedRequests(seed).next();
    var request = sign(made);
    for (var at = 0; at < made.body().length; at++) {
      var body = made.body();
      body[at] ^= 1;
      assertThat(verdict(request, made, made.credentials().secretAccessKey(), ContentHash.of(body)))
          .isInstanceOf(Verdict.Refused.class);
    }
    var secret = made.credentials().secretAccessKey();
    for (var at = 0; at < secret.length(); at++) {
      assertThat(verdict(request, made, flip(secret, at), made.hash()))
          .isInstanceOf(Verdict.Refused.class);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noSignedHeaderCanBeDroppedOrAdded(long seed) {
    var made = new GeneratedRequests(seed).next();
    var request = sign(made);
    for (var index = 0; index < request.headers().size(); index++) {
      var headers = new ArrayList<>(request.headers());
      headers.remove(index);
      refused(made, new HttpParts(request.method(), request.target(), headers));
    }
    var headers = new ArrayList<>(request.headers());
    headers.add(new Header("x-amz-acl", "public-read"));
    refused(made, new HttpParts(request.method(), request.target(), headers));
  }

  private static HttpParts sign(GeneratedRequests.Case made) {
    return Signer.sign(
            made.request(), made.credentials(), "eu-central-1", made.service(), NOW, made.hash())
        .request();
  }

  private static HttpParts presign(GeneratedRequests.Case made) {
    var headers = new ArrayList<>(made.request().headers());
    headers.add(new Header("x-amz-content-sha256", made.hash().text()));
    return Signer.presign(
        new HttpParts(made.request().method(), made.request().target(), headers),
        made.credentials(),
        "eu-central-1",
        made.service(),
        NOW,
        Duration.ofMinutes(5),
        made.hash());
  }

  private void refused(GeneratedRequests.Case made, HttpParts request) {
    assertThat(verdict(request, made, made.credentials().secretAccessKey(), made.hash()))
        .as("%s", request)
        .isNotInstanceOf(Verdict.Verified.class);
  }

  /// A request that no longer reads as signed counts as refused.
  private Object verdict(
      HttpParts request, GeneratedRequests.Case made, String secret, ContentHash body) {
    return switch (Claim.read(request.method(), request.target(), request.headers())) {
      case Claim.Signed claim when claim.accessKeyId().equals(made.credentials().accessKeyId()) ->
          verifier.verify(claim, secret, body, Expected.at(NOW, made.service()));
      case Claim other -> other;
    };
  }

  private static String flip(String text, int at) {
    return text.substring(0, at) + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
  }

  /// Two spellings of the same octets are the same request, by AWS's definition.
  private static boolean sameMeaning(String one, String other, String service) {
    return meaning(one, service).equals(meaning(other, service));
  }

  private static String meaning(String target, String service) {
    var parts = new HttpParts("", target, List.of());
    var text = Canonical.request(parts, service, List.of(), "", Spelling.CANONICAL);
    return text + Query.of(parts.query()).first("X-Amz-Signature");
  }
}
