package dev.safelight.wire.client;

import static dev.safelight.wire.client.StandIn.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.wire.client.S3Answer.Failed;
import dev.safelight.wire.client.S3Answer.Got;
import dev.safelight.wire.client.S3Answer.Kind;
import dev.safelight.wire.client.S3Answer.Put;
import dev.safelight.wire.client.S3Answer.TooLarge;
import dev.safelight.wire.http.Timeouts;
import dev.safelight.wire.sigv4.Claim;
import dev.safelight.wire.sigv4.ContentHash;
import dev.safelight.wire.sigv4.Expected;
import dev.safelight.wire.sigv4.Verdict;
import dev.safelight.wire.sigv4.Verifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3Test {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final byte[] PHOTO = {1, 2, 3, (byte) 0xFF};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.jpg",
        "a b+é.jpg",
        "a//b",
        "/a",
        "a/",
        "a/../b",
        "./a",
        "..",
        "%2F",
        "ሴ&=?#[]@!$'()*,;:~"
      })
  void whatIsSentVerifiesUnderAnyKey(String key) throws IOException {
    try (var server = StandIn.of(_ -> answer(200, "", "ETag: \"e\""))) {
      var stored = s3(server).put("bucket", key, PHOTO, "image/png", List.of());
      assertThat(stored).isEqualTo(new Put("\"e\"", ""));
      var sent = server.received.getFirst();
      assertThat(decoded(sent.target())).isEqualTo("/bucket/" + key);
      assertThat(sent.body()).isEqualTo(PHOTO);
      assertThat(sent.header("Content-Type")).isEqualTo("image/png");
      assertThat(sent.header("x-amz-checksum-crc32")).isEqualTo("nFPQWQ==");
      assertVerified(sent);
    }
  }

  @Test
  void anObjectComesWithWhatIsKnownOfIt() throws IOException {
    try (var server =
        StandIn.of(_ ->
            answer(
                200,
                "hello",
                "Content-Type: text/plain",
                "ETag: \"e\"",
                "x-amz-version-id: v1",
                "x-amz-checksum-crc32: NhCmhg=="))) {
      var got = (Got) s3(server).get("bucket", "key", "\"e\"", 5);
      assertThat(got.bytes()).isEqualTo("hello".getBytes(StandardCharsets.US_ASCII));
      assertThat(got.contentType()).isEqualTo("text/plain");
      assertThat(got.eTag()).isEqualTo("\"e\"");
      assertThat(got.versionId()).isEqualTo("v1");
      assertThat(server.received.getFirst().header("If-Match")).isEqualTo("\"e\"");
      assertVerified(server.received.getFirst());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, FORBIDDEN, false",
    "404, NoSuchKey, NOT_FOUND, false",
    "412, PreconditionFailed, PRECONDITION_FAILED, false",
    "400, InvalidArgument, REJECTED, false",
    "501, NotImplemented, REJECTED, false",
    "301, PermanentRedirect, REJECTED, false",
    "401, Odd, REJECTED, false",
    "429, TooManyRequests, BUSY, true",
    "503, SlowDown, BUSY, true",
    "500, InternalError, BUSY, true",
    "400, RequestTimeout, BUSY, true",
  })
  void failuresAreKeptApart(int status, String code, Kind kind, boolean retriable)
      throws IOException {
    var xml =
        "<?xml version=\"1.0\"?>\n<Error><Code>%s</Code><Message>a &lt;b&gt; &amp;amp; &#233;</Message>"
                .formatted(code)
            + "<RequestId>R1</RequestId></Error>";
    try (var server =
        StandIn.of(_ -> answer(status, xml, "Location: http://127.0.0.1:1/elsewhere"))) {
      var failed = new Failed(kind, status, code, "a <b> &amp; é", "R1");
      assertThat(s3(server).get("bucket", "key", "", 100)).isEqualTo(failed);
      assertThat(s3(server).put("bucket", "key", PHOTO, "image/png", List.of())).isEqualTo(failed);
      assertThat(failed.isRetriable()).isEqualTo(retriable);
      assertThat(server.received).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<Error>", "<Error><Code>", "</Code><Code>", "not xml &#9999999;"})
  void anErrorWithoutADocumentIsStillAFailure(String body) throws IOException {
    try (var server = StandIn.of(_ -> answer(404, body, "x-amz-request-id: R2"))) {
      assertThat(s3(server).get("bucket", "key", "", 100))
          .isEqualTo(new Failed(Kind.NOT_FOUND, 404, "", "", "R2"));
    }
  }

  @Test
  void anObjectAboveTheLimitIsNotRead() throws IOException {
    try (var server = StandIn.of(_ -> answer(200, "123456"))) {
      assertThat(s3(server).get("bucket", "key", "", 5)).isEqualTo(new TooLarge(6));
    }
    var chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n0\r\n\r\n";
    try (var server = StandIn.of(_ -> chunked)) {
      assertThat(s3(server).get("bucket", "key", "", 5)).isEqualTo(new TooLarge(6));
      assertThat(s3(server).get("bucket", "key", "", 8)).isInstanceOf(Got.class);
    }
  }

  @Test
  void aBodyThatBrokeOffIsNoObject() throws IOException {
    var cut = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\n12345678";
    try (var server = StandIn.of(_ -> cut)) {
      assertUnreachable(s3(server).get("bucket", "key", "", 100));
    }
  }

  @ParameterizedTest
  @CsvSource({"x-amz-checksum-crc32, AAAAAA==", "x-amz-checksum-crc64nvme, AAAAAAAAAAA="})
  void aBodyThatDisagreesWithItsChecksumIsNoObject(String header, String value) throws IOException {
    try (var server = StandIn.of(_ -> answer(200, "hello", header + ": " + value))) {
      var failed = (Failed) s3(server).get("bucket", "key", "", 100);
      assertThat(failed.kind()).isEqualTo(Kind.DAMAGED);
      assertThat(failed.isRetriable()).isTrue();
    }
    try (var server = StandIn.of(_ -> answer(200, "hello", header + ": " + value + "-2"))) {
      assertThat(s3(server).get("bucket", "key", "", 100)).isInstanceOf(Got.class);
    }
  }

  @Test
  void nobodyThereIsUnreachable() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertUnreachable(s3(port).get("bucket", "key", "", 100));
  }

  @Test
  void silenceIsUnreachable() throws IOException {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertUnreachable(s3(silent.getLocalPort()).get("bucket", "key", "", 100));
      assertUnreachable(
          s3(silent.getLocalPort()).put("bucket", "key", PHOTO, "image/png", List.of()));
    }
  }

  /// A chunk of 268 MB, of which a piece comes, and then nothing.
  @Test
  void anAnswerWithoutEndIsNotWaitedFor() throws IOException {
    var endless =
        "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n"
            + "x".repeat(100_000);
    try (var server = StandIn.of(_ -> endless)) {
      assertThat(s3(server).put("bucket", "key", PHOTO, "image/png", List.of()))
          .isEqualTo(new Put("\"e\"", ""));
    }
  }

  @Test
  void connectionsAreKept() throws IOException {
    try (var server = StandIn.of(_ -> answer(200, "hello"))) {
      var s3 = s3(server);
      for (var call = 0; call < 5; call++) {
        assertThat(s3.get("bucket", "key", "", 100)).isInstanceOf(Got.class);
      }
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void aDeadKeptConnectionIsReplaced() throws IOException {
    // Answered, then hung up without a word: the next call finds a dead connection.
    try (var server = StandIn.hangingUp(_ -> answer(200, "ok"))) {
      var s3 = s3(server);
      assertThat(s3.get("bucket", "key", "", 100)).isInstanceOf(Got.class);
      assertThat(s3.put("bucket", "key", PHOTO, "image/png", List.of())).isInstanceOf(Put.class);
    }
  }

  @Test
  void aBodyThatIsSlowerThanItMayBeIsGivenUp() throws IOException {
    try (var server = StandIn.of(_ -> answer(200, "hello"))) {
      var answer = s3(server).get("bucket", "key", "", 100, NOW.minusSeconds(1));
      assertUnreachable(answer);
      assertThat(((Failed) answer).message()).contains("too slow");
      assertThat(s3(server).get("bucket", "key", "", 100, NOW)).isInstanceOf(Got.class);
    }
  }

  @Test
  void aBodyOfNoDeclaredLengthIsReadToItsEndOrItsLimit() throws IOException {
    var body = "x".repeat(200_000);
    try (var server = StandIn.of(_ -> "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body)) {
      var got = (Got) s3(server).get("bucket", "key", "", 200_000);
      assertThat(got.bytes()).hasSize(200_000);
      assertThat(s3(server).get("bucket", "key", "", 199_999)).isEqualTo(new TooLarge(200_000));
      assertThat(((Got) s3(server).get("bucket", "key", "", Integer.MAX_VALUE)).bytes())
          .hasSize(200_000);
    }
  }

  @Test
  void aLookTellsWhetherAnObjectIsStillTheSame() throws IOException {
    try (var server = StandIn.of(_ -> answer(200, "", "ETag: \"e\""))) {
      assertThat(s3(server).head("bucket", "a b", "\"e\"")).isEqualTo(new S3Answer.Found("\"e\""));
      var sent = server.received.getFirst();
      assertThat(sent.method()).isEqualTo("HEAD");
      assertThat(sent.header("If-Match")).isEqualTo("\"e\"");
      assertVerified(sent);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "412, PRECONDITION_FAILED",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "503, BUSY",
    "400, REJECTED",
    "301, REJECTED"
  })
  void aLookThatFailsIsToldByItsStatusAlone(int status, Kind kind) throws IOException {
    try (var server = StandIn.of(_ -> answer(status, "", "x-amz-request-id: R1"))) {
      assertThat(s3(server).head("bucket", "key", "\"e\""))
          .isEqualTo(new Failed(kind, status, "", "", "R1"));
    }
  }

  @Test
  void anEmptyKeyIsNoBucketOperation() {
    assertThatThrownBy(() -> s3(1).get("bucket", "", "", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> s3(1).get("", "key", "", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertUnreachable(S3Answer answer) {
    assertThat(answer).isInstanceOf(Failed.class);
    assertThat(((Failed) answer).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(((Failed) answer).isRetriable()).isTrue();
  }

  private static void assertVerified(StandIn.Received sent) {
    var claim = (Claim.HeaderSigned) Claim.read(sent.method(), sent.target(), sent.headers());
    assertThat(claim.sessionToken()).isEqualTo("token");
    assertThat(claim.contentHash()).isEqualTo(ContentHash.of(sent.body()));
    assertThat(
            new Verifier()
                .verify(claim, "secret", ContentHash.of(sent.body()), Expected.at(NOW, "s3")))
        .isInstanceOf(Verdict.Verified.class);
  }

  private static String decoded(String target) {
    return java.net.URLDecoder.decode(target.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static S3 s3(StandIn server) {
    return s3(server.port());
  }

  private static S3 s3(int port) {
    var session =
        Session.from(
            Map.of(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + port,
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "ASIAEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_SESSION_TOKEN", "token"));
    var timeouts = new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(500));
    return new S3(new SignedClient(session, InstantSource.fixed(NOW), timeouts));
  }
}
