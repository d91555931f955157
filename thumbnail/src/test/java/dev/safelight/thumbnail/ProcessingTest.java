package dev.safelight.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.image.Format;
import dev.safelight.image.Thumbnailer;
import dev.safelight.thumbnail.Notice.Created;
import dev.safelight.thumbnail.Notice.Ignored;
import dev.safelight.thumbnail.Result.Made;
import dev.safelight.thumbnail.Result.Original;
import dev.safelight.thumbnail.Result.Permanent;
import dev.safelight.thumbnail.Result.Skipped;
import dev.safelight.thumbnail.Result.Transient;
import dev.safelight.wire.client.S3;
import dev.safelight.wire.client.Session;
import dev.safelight.wire.client.SignedClient;
import dev.safelight.wire.client.Timeouts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessingTest {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Thumbnailer THUMBNAILER =
      Thumbnailer.find(System.getenv(), Path.of(System.getProperty("safelight.natives")))
          .orElseThrow();
  private static final byte[] PHOTO = Photos.jpeg(640, 480);

  private final S3StandIn s3;

  ProcessingTest() throws IOException {
    s3 = new S3StandIn();
  }

  @AfterEach
  void close() {
    s3.close();
  }

  @Test
  void aPhotoBecomesAThumbnailWithOneGetAndOnePut() throws IOException {
    s3.object(PHOTO).stored();
    var result = (Made) process("originals/2026/a b+é.jpg", PHOTO.length);

    var get = s3.asked.getFirst();
    assertThat(get.method()).isEqualTo("GET");
    assertThat(get.path()).isEqualTo("/bucket/originals/2026/a%20b%2B%C3%A9.jpg");
    assertThat(get.headers().getFirst("If-Match")).isEqualTo("\"abc123\"");
    var put = s3.asked.getLast();
    assertThat(put.method()).isEqualTo("PUT");
    assertThat(put.path()).isEqualTo("/bucket/thumbnails/2026/a%20b%2B%C3%A9.jpg");
    assertThat(put.headers().getFirst("Content-Type")).isEqualTo("image/jpeg");
    assertThat(put.headers().getFirst("Cache-Control")).isEqualTo("private, max-age=3600");
    assertThat(put.headers().getFirst("x-amz-meta-source-etag")).isEqualTo("abc123");
    assertThat(put.headers().getFirst("x-amz-meta-source-key"))
        .isEqualTo("originals/2026/a%20b%2B%C3%A9.jpg");
    assertThat(put.headers().getFirst("Authorization")).startsWith("AWS4-HMAC-SHA256 ");
    var picture = Photos.read(put.body());
    assertThat(picture.getWidth()).isEqualTo(256);
    assertThat(picture.getHeight()).isEqualTo(192);
    assertThat(s3.asked).hasSize(2);

    assertThat(result.original()).isEqualTo(new Original("originals/2026/a b+é.jpg", PHOTO.length));
    assertThat(result.thumbnail()).isEqualTo("thumbnails/2026/a b+é.jpg");
    assertThat(result.picture())
        .isEqualTo(new Result.Picture(Format.JPEG, put.body().length, 256, 192));
  }

  @Test
  void theSettingsDecideWhatIsMade() {
    s3.object(PHOTO).stored();
    var settings =
        Map.of("THUMBNAIL_FORMAT", "png", "THUMBNAIL_BOX", "10x10", "THUMBNAIL_FIT", "cover");
    var result = (Made) processing(settings).process(created("originals/a.jpg", 1), NOW);
    assertThat(result.picture().width()).isEqualTo(10);
    assertThat(result.picture().height()).isEqualTo(10);
    assertThat(s3.asked.getLast().path()).isEqualTo("/bucket/thumbnails/a.jpg.png");
    assertThat(s3.asked.getLast().headers().getFirst("Content-Type")).isEqualTo("image/png");
  }

  @Test
  void theSameRecordTwiceGivesTheSameThumbnail() {
    s3.object(PHOTO).stored().object(PHOTO).stored();
    process("originals/a.jpg", 1);
    process("originals/a.jpg", 1);
    assertThat(s3.asked.get(3).body()).isEqualTo(s3.asked.get(1).body());
  }

  @Test
  void aLongKeyGoesWithoutItsCopyInTheMetadata() {
    s3.object(PHOTO).stored();
    process("originals/" + "é".repeat(500), 1);
    assertThat(s3.asked.getLast().headers().containsKey("x-amz-meta-source-key")).isFalse();
    assertThat(s3.asked.getLast().headers().containsKey("x-amz-meta-source-etag")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"thumbnails/a.jpg", "elsewhere/a.jpg", "originals/folder/"})
  void whatIsNoOriginalIsSkippedUnseen(String key) {
    assertThat(process(key, 1)).isInstanceOf(Skipped.class);
    assertThat(s3.asked).isEmpty();
  }

  @Test
  void whatIsNoObjectIsSkippedUnseen() {
    assertThat(processing(Map.of()).process(new Ignored("because"), NOW))
        .isEqualTo(new Skipped("because"));
    assertThat(s3.asked).isEmpty();
  }

  @Test
  void anObjectThatTheEventCallsTooLargeIsNotAskedFor() {
    assertThat(((Permanent) process("originals/a.jpg", (64L << 20) + 1)).reason())
        .contains("too large: 67,108,865 bytes, at most 67,108,864 allowed");
    assertThat(s3.asked).isEmpty();
  }

  @Test
  void anObjectThatIsLargerThanTheEventSaidIsNotRead() {
    s3.truncated(PHOTO, (64L << 20) + 1);
    assertThat(((Permanent) process("originals/a.jpg", 1)).reason()).contains("too large");
    assertThat(s3.asked).hasSize(1);
  }

  @Test
  void aKeyWithoutRoomForItsThumbnailIsRefusedUnseen() {
    assertThat(process("originals/" + "a".repeat(1014), 1)).isInstanceOf(Permanent.class);
    assertThat(s3.asked).isEmpty();
  }

  @Test
  void whatIsNoImageIsRefusedAndNothingIsWritten() {
    s3.object("%PDF-1.7".getBytes());
    assertThat(((Permanent) process("originals/a.jpg", 8)).reason()).contains("not an image");
    assertThat(s3.asked).hasSize(1);
  }

  @Test
  void halfAPhotoIsRefusedAndNothingIsWritten() {
    s3.object(Arrays.copyOf(PHOTO, PHOTO.length / 2));
    assertThat(process("originals/a.jpg", 8)).isInstanceOf(Permanent.class);
    assertThat(s3.asked).hasSize(1);
  }

  @Test
  void anEmptyObjectIsRefused() {
    s3.object(new byte[0]);
    assertThat(process("originals/a.jpg", 0)).isInstanceOf(Permanent.class);
  }

  @Test
  void aNewerVersionIsLeftToItsOwnEvent() {
    s3.error(412, "PreconditionFailed");
    assertThat(((Skipped) process("originals/a.jpg", 1)).reason()).contains("newer version");
    assertThat(s3.asked).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"403, AccessDenied", "404, NoSuchKey", "301, PermanentRedirect", "400, KMS.Disabled"})
  void whatMayNotBeReadIsNotDoneAndSaysWhy(int status, String code) {
    s3.error(status, code);
    assertThat(process("originals/a.jpg", 1))
        .isEqualTo(
            new Transient(
                "originals/a.jpg",
                "cannot read s3://bucket/originals/a.jpg: %d %s: As told. (S3's request R1)"
                    .formatted(status, code)));
    assertThat(s3.asked).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"403, AccessDenied", "404, NoSuchBucket"})
  void whatMayNotBeWrittenIsNotDoneAndSaysWhy(int status, String code) {
    s3.object(PHOTO).error(status, code);
    assertThat(((Transient) process("originals/a.jpg", 1)).reason())
        .startsWith("cannot write s3://bucket/thumbnails/a.jpg: " + status + ' ' + code);
  }

  @ParameterizedTest
  @CsvSource({"500, InternalError", "503, SlowDown", "429, TooManyRequests"})
  void aBusyS3IsAskedAgainForBoth(int status, String code) {
    s3.error(status, code).object(PHOTO).error(status, code).error(status, code).stored();
    assertThat(process("originals/a.jpg", 1)).isInstanceOf(Made.class);
    assertThat(s3.asked)
        .extracting(S3StandIn.Asked::method)
        .containsExactly("GET", "GET", "PUT", "PUT", "PUT");
  }

  @Test
  void anS3ThatStaysBusyIsLeftToLambda() {
    for (int attempt = 0; attempt < Retry.ATTEMPTS; attempt++) {
      s3.error(503, "SlowDown");
    }
    assertThat(((Transient) process("originals/a.jpg", 1)).reason()).contains("503 SlowDown");
    assertThat(s3.asked).hasSize(Retry.ATTEMPTS);
  }

  @Test
  void aBodyThatBreaksOffIsFetchedAgain() {
    s3.truncated(Arrays.copyOf(PHOTO, 100), PHOTO.length).object(PHOTO).stored();
    assertThat(process("originals/a.jpg", PHOTO.length)).isInstanceOf(Made.class);
  }

  @Test
  void aBodyThatDisagreesWithItsChecksumIsFetchedAgain() {
    s3.object(PHOTO, "x-amz-checksum-crc32", "AAAAAA==").object(PHOTO).stored();
    assertThat(process("originals/a.jpg", PHOTO.length)).isInstanceOf(Made.class);
  }

  @Test
  void anS3ThatIsNotThereIsNotDone() {
    var processing = processing(Map.of());
    s3.close();
    assertThat(((Transient) processing.process(created("originals/a.jpg", 1), NOW)).reason())
        .startsWith("cannot read s3://bucket/originals/a.jpg: ");
  }

  private Result process(String key, long size) {
    return processing(Map.of()).process(created(key, size), NOW.plusSeconds(60));
  }

  private static Created created(String key, long size) {
    return new Created("bucket", key, "abc123", size);
  }

  private Processing processing(Map<String, String> settings) {
    return processing(s3, settings, _ -> {});
  }

  /// With a clock that stands.
  static Processing processing(S3StandIn s3, Map<String, String> settings, Retry.Pause pause) {
    var environment =
        new HashMap<>(
            Map.of(
                "AWS_ENDPOINT_URL", s3.url(),
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "ASIAEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "very-secret",
                "AWS_SESSION_TOKEN", "session-token"));
    environment.putAll(settings);
    var clock = InstantSource.fixed(NOW);
    var timeouts = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));
    return new Processing(
        new S3(new SignedClient(Session.from(environment), clock, timeouts)),
        THUMBNAILER,
        Settings.from(environment, Long.MAX_VALUE),
        new Retry(clock, new SplittableRandom(1), pause));
  }
}
