package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// Buckets and objects through the SDK's client.
class S3ObjectTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final String BUCKET = "objects";
  private static S3Client s3;

  @BeforeAll
  static void makeTheBucket() {
    s3 = HERE.admin().s3();
    s3.createBucket(bucket -> bucket.bucket(BUCKET));
  }

  private static String put(String key, String text) {
    return s3.putObject(object -> object.bucket(BUCKET).key(key), RequestBody.fromString(text))
        .eTag();
  }

  private static String get(String key) {
    return s3.getObjectAsBytes(object -> object.bucket(BUCKET).key(key)).asUtf8String();
  }

  @Test
  void aBucketLivesFromCreationToDeletion() {
    s3.createBucket(bucket -> bucket.bucket("short-lived"));
    s3.headBucket(bucket -> bucket.bucket("short-lived"));
    assertThat(s3.listBuckets().buckets()).anyMatch(one -> one.name().equals("short-lived"));
    s3.putObject(o -> o.bucket("short-lived").key("k"), RequestBody.fromString("in the way"));
    Errors.refusal(
        409, "BucketNotEmpty", () -> s3.deleteBucket(bucket -> bucket.bucket("short-lived")));
    s3.deleteObject(object -> object.bucket("short-lived").key("k"));
    s3.deleteBucket(bucket -> bucket.bucket("short-lived"));
    Errors.status(404, () -> s3.headBucket(bucket -> bucket.bucket("short-lived")));
    Errors.refusal(
        404,
        "NoSuchBucket",
        () -> s3.getObjectAsBytes(object -> object.bucket("short-lived").key("k")));
  }

  @Test
  void aBucketThatTakesNoNameOfS3sIsRefused() {
    Errors.refusal(400, "InvalidBucketName", () -> s3.createBucket(b -> b.bucket("xn--bucket")));
  }

  @Test
  void anObjectComesBackAsItWasPutWithItsMetadata() {
    s3.putObject(
        object ->
            object
                .bucket(BUCKET)
                .key("with/metadata")
                .contentType("text/x-poem; charset=utf-8")
                .cacheControl("max-age=60")
                .contentDisposition("attachment; filename=\"poem.txt\"")
                .contentLanguage("de")
                .metadata(Map.of("author", "Rilke", "year", "1902")),
        RequestBody.fromString("Sein Blick ist vom Vorübergehn der Stäbe"));
    var got = s3.getObjectAsBytes(object -> object.bucket(BUCKET).key("with/metadata"));
    assertThat(got.asUtf8String()).isEqualTo("Sein Blick ist vom Vorübergehn der Stäbe");
    var head = s3.headObject(object -> object.bucket(BUCKET).key("with/metadata"));
    assertThat(head.contentType()).isEqualTo("text/x-poem; charset=utf-8");
    assertThat(head.cacheControl()).isEqualTo("max-age=60");
    assertThat(head.contentDisposition()).isEqualTo("attachment; filename=\"poem.txt\"");
    assertThat(head.contentLanguage()).isEqualTo("de");
    assertThat(head.metadata()).isEqualTo(Map.of("author", "Rilke", "year", "1902"));
    assertThat(head.contentLength())
        .isEqualTo(got.asUtf8String().getBytes(StandardCharsets.UTF_8).length);
    assertThat(head.eTag()).isEqualTo(got.response().eTag());
  }

  @Test
  void anEmptyObjectIsAnObject() {
    assertThat(put("empty", "")).isEqualTo("\"d41d8cd98f00b204e9800998ecf8427e\"");
    assertThat(get("empty")).isEmpty();
  }

  @Test
  void aDeletedObjectIsGoneAndMayBeDeletedAgain() {
    put("doomed", "x");
    s3.deleteObject(object -> object.bucket(BUCKET).key("doomed"));
    s3.deleteObject(object -> object.bucket(BUCKET).key("doomed"));
    Errors.refusal(404, "NoSuchKey", () -> get("doomed"));
    Errors.status(404, () -> s3.headObject(object -> object.bucket(BUCKET).key("doomed")));
  }

  /// The check values that the algorithms' catalogues give for "123456789".
  @ParameterizedTest
  @CsvSource({
    "CRC32, y/Q5Jg==",
    "CRC32_C, 4waSgw==",
    "CRC64_NVME, rosUhgp5mIg=",
    "SHA1, 98O8HYCOBHMq32eZZczDTKeuNEE=",
    "SHA256, FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="
  })
  void everyChecksumIsCheckedAndKept(ChecksumAlgorithm algorithm, String value) {
    var key = "sum-" + algorithm;
    s3.putObject(given(key, algorithm, value), RequestBody.fromString("123456789"));
    var head = s3.headObject(o -> o.bucket(BUCKET).key(key).checksumMode(ChecksumMode.ENABLED));
    assertThat(
            switch (algorithm) {
              case CRC32 -> head.checksumCRC32();
              case CRC32_C -> head.checksumCRC32C();
              case CRC64_NVME -> head.checksumCRC64NVME();
              case SHA1 -> head.checksumSHA1();
              case SHA256 -> head.checksumSHA256();
              case UNKNOWN_TO_SDK_VERSION -> throw new AssertionError(algorithm);
            })
        .isEqualTo(value);
    Errors.refusal(
        400,
        "BadDigest",
        () -> s3.putObject(given(key, algorithm, value), RequestBody.fromString("123456780")));
    assertThat(get(key)).isEqualTo("123456789");
  }

  private static PutObjectRequest given(String key, ChecksumAlgorithm algorithm, String value) {
    var put = PutObjectRequest.builder().bucket(BUCKET).key(key).checksumAlgorithm(algorithm);
    return switch (algorithm) {
      case CRC32 -> put.checksumCRC32(value).build();
      case CRC32_C -> put.checksumCRC32C(value).build();
      case CRC64_NVME -> put.checksumCRC64NVME(value).build();
      case SHA1 -> put.checksumSHA1(value).build();
      case SHA256 -> put.checksumSHA256(value).build();
      case UNKNOWN_TO_SDK_VERSION -> throw new AssertionError(algorithm);
    };
  }

  @Test
  void bytesThatDoNotMatchTheirMd5AreRefused() {
    Errors.refusal(
        400,
        "BadDigest",
        () ->
            s3.putObject(
                o -> o.bucket(BUCKET).key("lie").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                RequestBody.fromString("not empty")));
    Errors.refusal(404, "NoSuchKey", () -> get("lie"));
  }

  @Test
  void aCopyHasItsSourcesBytesAndTheMetadataAskedFor() {
    s3.putObject(
        o -> o.bucket(BUCKET).key("source é+").metadata(Map.of("kept", "yes")),
        RequestBody.fromString("copied"));
    s3.copyObject(c ->
        c.sourceBucket(BUCKET)
            .sourceKey("source é+")
            .destinationBucket(BUCKET)
            .destinationKey("copy"));
    assertThat(get("copy")).isEqualTo("copied");
    assertThat(s3.headObject(o -> o.bucket(BUCKET).key("copy")).metadata())
        .containsEntry("kept", "yes");
    s3.copyObject(c ->
        c.sourceBucket(BUCKET)
            .sourceKey("copy")
            .destinationBucket(BUCKET)
            .destinationKey("copy")
            .metadataDirective(MetadataDirective.REPLACE)
            .metadata(Map.of("new", "yes")));
    assertThat(s3.headObject(o -> o.bucket(BUCKET).key("copy")).metadata())
        .isEqualTo(Map.of("new", "yes"));
    Errors.refusal(
        404,
        "NoSuchKey",
        () ->
            s3.copyObject(c ->
                c.sourceBucket(BUCKET)
                    .sourceKey("nowhere")
                    .destinationBucket(BUCKET)
                    .destinationKey("copy")));
  }

  @Test
  void tagsBelongToTheirObject() {
    put("tagged", "x");
    s3.putObjectTagging(t ->
        t.bucket(BUCKET)
            .key("tagged")
            .tagging(set -> set.tagSet(tag -> tag.key("class").value("secret é"))));
    assertThat(s3.getObjectTagging(t -> t.bucket(BUCKET).key("tagged")).tagSet())
        .singleElement()
        .matches(tag -> tag.key().equals("class") && tag.value().equals("secret é"));
    s3.deleteObjectTagging(t -> t.bucket(BUCKET).key("tagged"));
    assertThat(s3.getObjectTagging(t -> t.bucket(BUCKET).key("tagged")).tagSet()).isEmpty();
  }
}
