package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.image.Thumbnailer;
import dev.safelight.thumbnail.HostileS3.Act;
import dev.safelight.thumbnail.Work.FailedCall;
import dev.safelight.thumbnail.Work.Succeeded;
import dev.safelight.wire.client.S3;
import dev.safelight.wire.client.Session;
import dev.safelight.wire.client.SignedClient;
import dev.safelight.wire.http.Timeouts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole handler, in real time and with real waits, against an S3 that does what it can to keep
/// it, mislead it or have it write half a thumbnail. A call that hangs fails by the time-out.
@Timeout(60)
class HostileS3Test {
  private static final byte[] PHOTO = Photos.jpeg(640, 480);
  private static final String PHOTO_TEXT = new String(PHOTO, ISO_8859_1);
  private static final String HEAD = HostileS3.head(PHOTO.length);
  private static final Thumbnailer THUMBNAILER =
      Thumbnailer.find(System.getenv(), Path.of(System.getProperty("safelight.natives")))
          .orElseThrow();

  /// What may pass, and is asked for again.
  private static final Map<String, Act> PASSING = new LinkedHashMap<>();

  static {
    PASSING.put("hangs up", HostileS3.says(""));
    PASSING.put("says nothing", HostileS3.saysAndWaits(""));
    PASSING.put("says half a head", HostileS3.saysAndWaits("HTTP/1.1 200 OK\r\nETag"));
    PASSING.put("breaks off in its head", HostileS3.says("HTTP/1.1 200 OK\r\nETag"));
    PASSING.put("is no HTTP", HostileS3.says("\u0016\u0003\u0003\u0000garbage\r\n\r\n"));
    PASSING.put("answers with garbage", HostileS3.says("x".repeat(100_000)));
    PASSING.put(
        "has an endless head", HostileS3.says("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(50_000)));
    PASSING.put("is busy", HostileS3.says("HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\n\r\n"));
    PASSING.put("fails without a word", HostileS3.says("HTTP/1.1 500 \r\n\r\n"));
    PASSING.put(
        "fails with half a word",
        HostileS3.saysAndWaits("HTTP/1.1 502 Bad\r\nContent-Length: 9\r\n\r\n<h"));
  }

  private static final Map<String, Act> PASSING_BODIES = new LinkedHashMap<>();

  static {
    var half = PHOTO_TEXT.substring(0, PHOTO.length / 2);
    PASSING_BODIES.put(
        "says two lengths",
        HostileS3.says("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12"));
    PASSING_BODIES.put("breaks off", HostileS3.says(HEAD + half));
    PASSING_BODIES.put("stops", HostileS3.saysAndWaits(HEAD + half));
    PASSING_BODIES.put("is one byte short", HostileS3.says(HEAD + PHOTO_TEXT.substring(1)));
    PASSING_BODIES.put("never begins", HostileS3.saysAndWaits(HEAD));
    PASSING_BODIES.put(
        "is declared too short", HostileS3.says(HostileS3.head(PHOTO.length / 2) + PHOTO_TEXT));
    PASSING_BODIES.put(
        "ends with its connection, too early",
        HostileS3.says("HTTP/1.1 200 OK\r\nETag: \"abc123\"\r\n\r\n" + half));
    PASSING_BODIES.put(
        "has a chunk that breaks off",
        HostileS3.says(
            "HTTP/1.1 200 OK\r\nETag: \"abc123\"\r\nTransfer-Encoding: chunked\r\n\r\nFFFF\r\n"
                + half));
    PASSING_BODIES.put(
        "disagrees with its checksum",
        HostileS3.says(
            HEAD.replace("ETag", "x-amz-checksum-crc32: AAAAAA==\r\nETag") + PHOTO_TEXT));
  }

  private final HostileS3 s3 = new HostileS3(PHOTO);
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final InstantSource clock = InstantSource.system();
  private final Work work = work();

  HostileS3Test() throws IOException {}

  @AfterEach
  void close() throws IOException {
    s3.close();
  }

  @Test
  void whatPassesIsAskedForAgainOfEachCall() throws IOException {
    var thumbnail = expected();
    for (var method : new String[] {"GET", "PUT", "HEAD"}) {
      for (var act : PASSING.entrySet()) {
        s3.to(method, act.getValue());
        assertThat(answer(30)).as(method + ' ' + act.getKey()).isInstanceOf(Succeeded.class);
        assertThat(s3.asked).as(method + ' ' + act.getKey()).hasSize(4);
        assertWhole(thumbnail);
        s3.asked.clear();
      }
    }
  }

  @Test
  void aBodyThatIsNotAllIsAskedForAgain() throws IOException {
    var thumbnail = expected();
    for (var act : PASSING_BODIES.entrySet()) {
      s3.to("GET", act.getValue());
      assertThat(answer(30)).as(act.getKey()).isInstanceOf(Succeeded.class);
      assertThat(s3.asked).as(act.getKey()).hasSize(4);
      assertWhole(thumbnail);
      s3.asked.clear();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "HEAD"})
  void whatDoesNotPassIsThrownInTime(String method) throws IOException {
    for (int attempt = 0; attempt < Retry.ATTEMPTS; attempt++) {
      s3.to(method, HostileS3.saysAndWaits(""));
    }
    assertThat(((FailedCall) answer(3)).message()).contains("cannot", "timed out");
    assertThat(s3.asked.stream().filter(asked -> asked.line().startsWith(method)))
        .hasSizeBetween(2, Retry.ATTEMPTS);
    assertThat(lines()).singleElement().asString().contains("\"level\":\"ERROR\"");
  }

  @Test
  void aBodyThatDripsIsGivenUpBeforeTheEnd() throws IOException {
    s3.to("GET", HostileS3.drips(HostileS3.head(PHOTO.length)));
    assertThat(((FailedCall) answer(2)).message()).contains("too slow");
    assertThat(s3.asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "HEAD"})
  void aHeadThatDripsIsEndedByTheWatchdog(String method) throws Exception {
    s3.to(method, HostileS3.drips("HTTP/1.1 200 OK\r\nA: "));
    var late = new LinkedBlockingQueue<String>();
    var watchdog =
        new Watchdog(
            clock,
            invocation -> {
              work.giveUp(invocation, Work.late(invocation, clock.instant()));
              late.add(invocation.requestId());
            });
    watchdog.start();
    var invocation = invocation(2);
    watchdog.begin(invocation);
    var stuck = Thread.ofVirtual().start(() -> work.answer(invocation));
    assertThat(late.poll(1, TimeUnit.MINUTES)).isEqualTo("r1");
    assertThat(lines().getFirst())
        .contains("\"level\":\"ERROR\"", "stopped", "\"key\":\"originals/a.jpg\"");
    s3.close(); // what the end of the process does
    stuck.join();
    watchdog.end();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void aRedirectIsFollowedByNobodyAndThrown(int status) throws IOException {
    try (var elsewhere = new HostileS3(PHOTO)) {
      s3.to(
          "GET",
          HostileS3.says(
              "HTTP/1.1 %d Elsewhere\r\nLocation: %s/bucket/x\r\nContent-Length: 0\r\n\r\n"
                  .formatted(status, elsewhere.url())));
      assertThat(((FailedCall) answer(30)).message()).contains(Integer.toString(status));
      assertThat(elsewhere.asked).isEmpty();
      assertThat(s3.asked).hasSize(1);
    }
  }

  @Test
  void whatIsTooLargeIsLoggedAndNotRead() throws IOException {
    s3.to("GET", HostileS3.saysAndWaits(HostileS3.head(1L << 40)));
    assertThat(answer(30)).isInstanceOf(Succeeded.class);
    assertThat(lines()).singleElement().asString().contains("\"Reason\":\"TooLarge\"");
    assertThat(s3.asked).hasSize(1);
  }

  @Test
  void anEndlessBodyIsTooLargeToo() throws IOException {
    var piece = "x".repeat(1 << 20);
    s3.to(
        "GET",
        (out, _) -> {
          out.write("HTTP/1.1 200 OK\r\nETag: \"abc123\"\r\n\r\n".getBytes(ISO_8859_1));
          while (true) { // until the function hangs up
            out.write(piece.getBytes(ISO_8859_1));
          }
        });
    assertThat(answer(50)).isInstanceOf(Succeeded.class);
    assertThat(lines()).singleElement().asString().contains("\"Reason\":\"TooLarge\"");
  }

  @Test
  void aWriteThatIsRefusedIsThrownWithItsReason() throws IOException {
    var xml = "<Error><Code>AccessDenied</Code><Message>No &lt;\n\u001B[2J</Message></Error>";
    s3.to(
        "PUT",
        HostileS3.says("HTTP/1.1 403 No\r\nContent-Length: " + xml.length() + "\r\n\r\n" + xml));
    assertThat(((FailedCall) answer(30)).message()).contains("cannot write", "AccessDenied");
    assertThat(lines()).singleElement().asString().doesNotContain("\u001B");
  }

  /// Of an S3 that is well.
  private byte[] expected() throws IOException {
    assertThat(answer(30)).isInstanceOf(Succeeded.class);
    var thumbnail = s3.asked.get(1).body();
    assertThat(Photos.read(thumbnail).getWidth()).isEqualTo(256);
    s3.asked.clear();
    return thumbnail;
  }

  /// However often it was sent, it was sent whole.
  private void assertWhole(byte[] thumbnail) {
    assertThat(s3.asked.stream().filter(asked -> asked.line().startsWith("PUT ")))
        .isNotEmpty()
        .allSatisfy(asked -> assertThat(asked.body()).isEqualTo(thumbnail));
  }

  private Work.Answer answer(int seconds) {
    return work.answer(invocation(seconds));
  }

  private Invocation invocation(int seconds) {
    var event =
        "{\"Records\":["
            + EventTest.RECORD
                .replace("amzn-s3-demo-bucket", "bucket")
                .replace("originals/Happy+Face.jpg", "originals/a.jpg")
                .replace("d41d8cd98f00b204e9800998ecf8427e", "abc123")
                .replace("\"size\":1024", "\"size\":" + PHOTO.length)
            + "]}";
    return new Invocation("r1", clock.instant().plusSeconds(seconds), event.getBytes(UTF_8));
  }

  private java.util.List<String> lines() {
    return logged.toString(UTF_8).lines().toList();
  }

  private Work work() {
    var environment =
        Map.of(
            "AWS_ENDPOINT_URL", s3.url(),
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "ASIAEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "very-secret");
    var timeouts = new Timeouts(Duration.ofMillis(300), Duration.ofMillis(300));
    var settings = Settings.from(environment, Long.MAX_VALUE);
    var processing =
        new Processing(
            Objects.of(new S3(new SignedClient(Session.from(environment), clock, timeouts))),
            Renderer.of(THUMBNAILER, settings),
            settings,
            new Retry(
                clock, new SplittableRandom(1), wait -> LockSupport.parkNanos(wait.toNanos())));
    return new Work(processing, new Log(logged, clock), new Metrics("local", clock));
  }
}
