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
import dev.safelight.wire.http.Timeouts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessingTest {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant SOON = NOW.plusSeconds(60);
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
  void aPhotoBecomesAThumbnailWithOneGetOnePutAndOneLook() throws IOException {
    s3.object(PHOTO, "x-amz-version-id", "v1.Mro_8e").stored().current();
    var result = (Made) process("originals/2026/a b+é.jpg", PHOTO.length);

    var get = s3.asked.getFirst();
    assertThat(get.method()).isEqualTo("GET");
    assertThat(get.path()).isEqualTo("/bucket/originals/2026/a%20b%2B%C3%A9.jpg");
    assertThat(get.headers().getFirst("If-Match")).isEqualTo("\"abc123\"");
    var head = s3.asked.getLast();
    assertThat(head.method()).isEqualTo("HEAD");
    assertThat(head.path()).isEqualTo(get.path());
    assertThat(head.headers().getFirst("If-Match")).isEqualTo("\"abc123\"");
    var put = s3.asked.get(1);
    assertThat(put.method()).isEqualTo("PUT");
    assertThat(put.path()).isEqualTo("/bucket/thumbnails/2026/a%20b%2B%C3%A9.jpg");
    assertThat(put.headers().getFirst("Content-Type")).isEqualTo("image/jpeg");
    assertThat(put.headers().getFirst("Cache-Control")).isEqualTo("private, max-age=3600");
    assertThat(put.headers().getFirst("x-amz-meta-source-etag")).isEqualTo("abc123");
    assertThat(put.headers().getFirst("x-amz-meta-source-key"))
        .isEqualTo("originals/2026/a%20b%2B%C3%A9.jpg");
    assertThat(put.headers().getFirst("x-amz-meta-source-version")).isEqualTo("v1.Mro_8e");
    assertThat(put.headers().getFirst("x-amz-meta-rendition")).isEqualTo("thumbnail");
    assertThat(put.headers().getFirst("x-amz-meta-made-by")).isEqualTo("safelight");
    assertThat(put.headers().getFirst("Authorization")).startsWith("AWS4-HMAC-SHA256 ");
    var picture = Photos.read(put.body());
    assertThat(picture.getWidth()).isEqualTo(256);
    assertThat(picture.getHeight()).isEqualTo(192);
    assertThat(s3.asked).hasSize(3);

    assertThat(result.original())
        .isEqualTo(new Original("originals/2026/a b+é.jpg", PHOTO.length, 640 * 480));
    assertThat(result.pictures())
        .containsExactly(
            new Result.Picture(
                "thumbnails/2026/a b+é.jpg", Format.JPEG, put.body().length, 256, 192));
    assertThat(result.rounds()).isEqualTo(1);
  }

  @Test
  void everyRenditionIsMadeOfOneReading() {
    s3.object(PHOTO).stored().stored().current();
    var settings = Map.of("THUMBNAIL_RENDITIONS", "tiny=10x10:cover:png,card=64x64:webp:q50");
    var result =
        (Made) processing(settings).process(created("originals/a.jpg", PHOTO.length), SOON);
    assertThat(result.pictures()).extracting(Result.Picture::width).containsExactly(10, 64);
    assertThat(s3.asked)
        .extracting(S3StandIn.Asked::path)
        .containsExactly(
            "/bucket/originals/a.jpg",
            "/bucket/thumbnails/a.jpg-tiny.png",
            "/bucket/thumbnails/a.jpg-card.webp",
            "/bucket/originals/a.jpg");
    assertThat(s3.asked.get(1).headers().getFirst("Content-Type")).isEqualTo("image/png");
    assertThat(s3.asked.get(2).headers().getFirst("x-amz-meta-rendition")).isEqualTo("card");
  }

  @Test
  void theSameRecordTwiceGivesTheSameThumbnail() {
    s3.object(PHOTO).stored().current().object(PHOTO).stored().current();
    process("originals/a.jpg", PHOTO.length);
    process("originals/a.jpg", PHOTO.length);
    assertThat(s3.asked.get(4).body()).isEqualTo(s3.asked.get(1).body());
  }

  @Test
  void whatIsMarkedAsAThumbnailIsLeftAloneWhereverItLies() {
    s3.object(PHOTO, "x-amz-meta-made-by", "safelight");
    assertThat(((Skipped) process("originals/a.jpg", PHOTO.length)).reason())
        .contains("thumbnail itself");
    assertThat(s3.asked).hasSize(1);
  }

  @Test
  void whatChangedMeanwhileIsMadeAgainOfWhatIsCurrent() throws IOException {
    s3.object(PHOTO).stored().status(412);
    s3.version(Photos.jpeg(100, 300), "\"new456\"").stored().current();
    var result = (Made) process("originals/a.jpg", PHOTO.length);
    assertThat(result.rounds()).isEqualTo(2);
    assertThat(result.pictures().getFirst().height()).isEqualTo(256);
    assertThat(s3.asked)
        .extracting(S3StandIn.Asked::method)
        .containsExactly("GET", "PUT", "HEAD", "GET", "PUT", "HEAD");
    assertThat(s3.asked.get(3).headers().containsKey("If-Match")).isFalse();
    assertThat(s3.asked.get(4).headers().getFirst("x-amz-meta-source-etag")).isEqualTo("new456");
    assertThat(s3.asked.get(5).headers().getFirst("If-Match")).isEqualTo("\"new456\"");
  }

  @Test
  void anEventThatWasOvertakenMakesWhatIsCurrent() {
    s3.error(412, "PreconditionFailed").version(PHOTO, "\"new456\"").stored().current();
    assertThat(process("originals/a.jpg", PHOTO.length)).isInstanceOf(Made.class);
    assertThat(s3.asked.getLast().headers().getFirst("If-Match")).isEqualTo("\"new456\"");
  }

  @Test
  void anOriginalThatNeverRestsIsLeftToALaterCall() {
    s3.error(412, "PreconditionFailed");
    for (int round = 1; round < Development.ROUNDS; round++) {
      s3.object(PHOTO).stored().status(412);
    }
    assertThat(((Transient) process("originals/a.jpg", PHOTO.length)).reason())
        .contains("changed 5 times");
  }

  @ParameterizedTest
  @CsvSource({"403", "404"})
  void anOriginalThatIsGoneAfterTheWriteEndsQuietly(int status) {
    s3.object(PHOTO).stored().status(status);
    assertThat(((Made) process("originals/a.jpg", PHOTO.length)).note())
        .contains("deleted meanwhile");
  }

  @ParameterizedTest
  @CsvSource({"403, AccessDenied", "404, NoSuchKey"})
  void anOriginalThatIsGoneAfterItChangedEndsQuietly(int status, String code) {
    s3.object(PHOTO).stored().status(412).error(status, code);
    assertThat(((Skipped) process("originals/a.jpg", PHOTO.length)).reason()).contains("gone");
  }

  @Test
  void anOriginalThatS3SaysIsGoneEndsQuietly() {
    s3.error(404, "NoSuchKey");
    assertThat(process("originals/a.jpg", PHOTO.length))
        .isEqualTo(new Skipped("originals/a.jpg", "the original is gone"));
  }

  @Test
  void anOriginalThatMayNotBeReadAtFirstIsAnErrorWithItsTwoReasons() {
    s3.error(403, "AccessDenied");
    assertThat(((Transient) process("originals/a.jpg", PHOTO.length)).reason())
        .startsWith("cannot read s3://bucket/originals/a.jpg: 403 AccessDenied: As told. (S3's")
        .contains("nothing allows", "it is gone", "s3:ListBucket");
    assertThat(s3.asked).hasSize(1);
  }

  @Test
  void aLookThatFailsIsNotDone() {
    s3.object(PHOTO).stored().status(400);
    assertThat(((Transient) process("originals/a.jpg", PHOTO.length)).reason())
        .startsWith("cannot look again at s3://bucket/originals/a.jpg: 400");
  }

  @Test
  void aRedirectIsNotFollowed() {
    s3.redirect("http://elsewhere.invalid/bucket/originals/a.jpg");
    assertThat(((Transient) process("originals/a.jpg", PHOTO.length)).reason()).contains("307");
    assertThat(s3.asked).hasSize(1);
  }

  @Test
  void aLongKeyGoesWithoutItsCopyInTheMetadata() {
    s3.object(PHOTO).stored().current();
    process("originals/" + "é".repeat(500), PHOTO.length);
    assertThat(s3.asked.get(1).headers().containsKey("x-amz-meta-source-key")).isFalse();
    assertThat(s3.asked.get(1).headers().containsKey("x-amz-meta-source-etag")).isTrue();
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
        .isEqualTo(new Skipped("", "because"));
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
    assertThat(((Permanent) process("originals/a.jpg", PHOTO.length)).reason())
        .contains("too large");
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
    assertThat(process("originals/a.jpg", PHOTO.length / 2)).isInstanceOf(Permanent.class);
    assertThat(s3.asked).hasSize(1);
  }

  @Test
  void anEmptyObjectIsRefused() {
    s3.object(new byte[0]);
    assertThat(process("originals/a.jpg", 0)).isInstanceOf(Permanent.class);
  }

  @ParameterizedTest
  @CsvSource({"301, PermanentRedirect", "400, KMS.Disabled"})
  void whatMayNotBeReadIsNotDoneAndSaysWhy(int status, String code) {
    s3.error(status, code);
    assertThat(process("originals/a.jpg", PHOTO.length))
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
    assertThat(((Transient) process("originals/a.jpg", PHOTO.length)).reason())
        .startsWith("cannot write s3://bucket/thumbnails/a.jpg: " + status + ' ' + code);
  }

  @ParameterizedTest
  @CsvSource({"500, InternalError", "503, SlowDown", "429, TooManyRequests"})
  void aBusyS3IsAskedAgainForBoth(int status, String code) {
    s3.error(status, code)
        .object(PHOTO)
        .error(status, code)
        .error(status, code)
        .stored()
        .status(status)
        .current();
    assertThat(process("originals/a.jpg", PHOTO.length)).isInstanceOf(Made.class);
    assertThat(s3.asked)
        .extracting(S3StandIn.Asked::method)
        .containsExactly("GET", "GET", "PUT", "PUT", "PUT", "HEAD", "HEAD");
  }

  @Test
  void anS3ThatStaysBusyIsLeftToLambda() {
    for (int attempt = 0; attempt < Retry.ATTEMPTS; attempt++) {
      s3.error(503, "SlowDown");
    }
    assertThat(((Transient) process("originals/a.jpg", PHOTO.length)).reason())
        .contains("503 SlowDown");
    assertThat(s3.asked).hasSize(Retry.ATTEMPTS);
  }

  @Test
  void aBodyThatBreaksOffIsFetchedAgain() {
    s3.truncated(Arrays.copyOf(PHOTO, 100), PHOTO.length).object(PHOTO).stored().current();
    assertThat(process("originals/a.jpg", PHOTO.length)).isInstanceOf(Made.class);
  }

  /// 11 MB of memory's third for Java leave 1 MB for an original.
  @Test
  void whatMemoryDoesNotHoldIsReadFromAFile() throws IOException {
    var photo = Photos.noise(1_600, 1_200);
    assertThat(photo.length).isGreaterThan(1 << 20);
    s3.object(photo, "x-amz-checksum-sha256", checksum(photo)).stored().current();
    s3.object(photo).stored().current();
    var little = Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128");
    var small = processing(s3, little, 11L << 20, _ -> {});
    var large = processing(s3, Map.of(), Long.MAX_VALUE, _ -> {});
    for (var processing : List.of(small, large)) {
      var made = (Made) processing.process(created("originals/a.jpg", photo.length), SOON);
      assertThat(made.original().bytes()).isEqualTo(photo.length);
    }
    assertThat(small.settings().held()).isLessThan(photo.length);
    assertThat(s3.asked.get(1).body()).isEqualTo(s3.asked.get(4).body());
  }

  @Test
  void aFileThatIsNotWholeOrNotRightIsFetchedAgain() throws IOException {
    var photo = Photos.noise(1_600, 1_200);
    s3.truncated(Arrays.copyOf(photo, 900_000), photo.length)
        .object(photo, "x-amz-checksum-sha256", checksum(PHOTO))
        .object(Arrays.copyOf(photo, 1_100_000))
        .object(photo)
        .stored()
        .current();
    var little = Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128");
    var processing = processing(s3, little, 11L << 20, _ -> {});
    assertThat(processing.process(created("originals/a.jpg", photo.length), SOON))
        .isInstanceOf(Made.class);
    assertThat(s3.asked).hasSize(6);
  }

  @Test
  void whatGrewBeyondMemoryMeanwhileIsReadFromAFileToo() throws IOException {
    var photo = Photos.noise(1_600, 1_200);
    s3.object(PHOTO).stored().status(412);
    s3.version(photo, "\"new456\"").version(photo, "\"new456\"").stored().current();
    var little = Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128");
    var processing = processing(s3, little, 11L << 20, _ -> {});
    var made = (Made) processing.process(created("originals/a.jpg", PHOTO.length), SOON);
    assertThat(made.original().bytes()).isEqualTo(photo.length);
  }

  private static String checksum(byte[] bytes) {
    return dev.safelight.wire.checksum.ChecksumAlgorithm.SHA256.base64(bytes);
  }

  @Test
  void aBodyOfAnotherLengthThanTheEventsIsFetchedAgain() {
    s3.object(Arrays.copyOf(PHOTO, 100)).object(PHOTO).stored().current();
    assertThat(process("originals/a.jpg", PHOTO.length)).isInstanceOf(Made.class);
    for (int attempt = 0; attempt < Retry.ATTEMPTS; attempt++) {
      s3.object(Arrays.copyOf(PHOTO, 100));
    }
    assertThat(((Transient) process("originals/a.jpg", PHOTO.length)).reason())
        .endsWith("S3 sent 100 bytes of " + PHOTO.length);
  }

  @Test
  void aBodyThatDisagreesWithItsChecksumIsFetchedAgain() {
    s3.object(PHOTO, "x-amz-checksum-crc32", "AAAAAA==").object(PHOTO).stored().current();
    assertThat(process("originals/a.jpg", PHOTO.length)).isInstanceOf(Made.class);
  }

  @Test
  void anS3ThatIsNotThereIsNotDone() {
    var processing = processing(Map.of());
    s3.close();
    assertThat(
            ((Transient) processing.process(created("originals/a.jpg", PHOTO.length), SOON))
                .reason())
        .startsWith("cannot read s3://bucket/originals/a.jpg: ");
  }

  private Result process(String key, long size) {
    return processing(Map.of()).process(created(key, size), SOON);
  }

  private static Created created(String key, long size) {
    return new Created("bucket", key, "abc123", size);
  }

  private Processing processing(Map<String, String> settings) {
    return processing(s3, settings, _ -> {});
  }

  /// With a clock that stands.
  static Processing processing(S3StandIn s3, Map<String, String> settings, Retry.Pause pause) {
    return processing(s3, settings, Long.MAX_VALUE, pause);
  }

  private static Processing processing(
      S3StandIn s3, Map<String, String> settings, long heap, Retry.Pause pause) {
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
    var known = Settings.from(environment, heap);
    return new Processing(
        Objects.of(new S3(new SignedClient(Session.from(environment), clock, timeouts))),
        Renderer.of(THUMBNAILER, known),
        known,
        new Retry(clock, new SplittableRandom(1), pause));
  }
}
