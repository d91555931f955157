package dev.safelight.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The worked examples of the Amazon S3 API Reference, "Authenticating Requests".
class S3ExamplesTest {
  static final Credentials KEYS =
      new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "");
  static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
  private static final Header HOST = new Header("Host", "examplebucket.s3.amazonaws.com");

  @Test
  void getObject() {
    assertThat(
            signature(
                "GET", "/test.txt", ContentHash.EMPTY_BODY, HOST, new Header("Range", "bytes=0-9")))
        .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void putObject() {
    var body = ContentHash.of("Welcome to Amazon S3.".getBytes(StandardCharsets.UTF_8));
    assertThat(
            signature(
                "PUT",
                "/test$file.text",
                body,
                HOST,
                new Header("Date", "Fri, 24 May 2013 00:00:00 GMT"),
                new Header("x-amz-storage-class", "REDUCED_REDUNDANCY")))
        .isEqualTo("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @Test
  void getBucketLifecycle() {
    assertThat(signature("GET", "/?lifecycle", ContentHash.EMPTY_BODY, HOST))
        .isEqualTo("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  }

  @Test
  void listObjects() {
    assertThat(signature("GET", "/?max-keys=2&prefix=J", ContentHash.EMPTY_BODY, HOST))
        .isEqualTo("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  @Test
  void presignedLink() {
    var request = new HttpParts("GET", "/test.txt", List.of(HOST));
    var link =
        Signer.presign(
            request, KEYS, "us-east-1", "s3", NOW, Duration.ofDays(1), ContentHash.UNSIGNED);
    assertThat(link.target())
        .endsWith(
            "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    assertThat(verify(link, NOW.plus(Duration.ofDays(1)))).isInstanceOf(Verdict.Verified.class);
  }

  static Verdict verify(HttpParts request, Instant now) {
    var claim = (Claim.Signed) Claim.read(request.method(), request.target(), request.headers());
    return new Verifier()
        .verify(claim, KEYS.secretAccessKey(), claim.contentHash(), Expected.at(now, "s3"));
  }

  private static String signature(
      String method, String target, ContentHash body, Header... headers) {
    var request = new HttpParts(method, target, List.of(headers));
    var signed = Signer.sign(request, KEYS, "us-east-1", "s3", NOW, body);
    assertThat(verify(signed.request(), NOW)).isInstanceOf(Verdict.Verified.class);
    return signed.seed().signature();
  }
}
