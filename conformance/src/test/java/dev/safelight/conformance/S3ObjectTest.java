package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

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

  static Stream<String> hostileKeys() {
    return Stream.of(
        "a b+é",
        "../x",
        "../../../../etc/passwd",
        "a/./b/../c",
        "//",
        "/leading",
        "trailing/",
        "a//b",
        "%2F",
        "%",
        "a%20b",
        "~!@#$^&*()_-={}[]|:;'\",.<>?`",
        "back\\slash",
        "новый/ключ/鍵",
        "🦊",
        "tab\tand\nline",
        "?acl",
        "k?versionId=1&x=y#z",
        "k".repeat(1024),
        "é".repeat(512));
  }

  @ParameterizedTest
  @MethodSource("hostileKeys")
  void everyKeyNamesOneObjectAndNoOther(String key) {
    put(key, "text of " + key);
    assertThat(get(key)).isEqualTo("text of " + key);
    assertThat(s3.listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix(key)).contents())
        .anyMatch(object -> object.key().equals(key));
    s3.copyObject(c ->
        c.sourceBucket(BUCKET)
            .sourceKey(key)
            .destinationBucket(BUCKET)
            .destinationKey("copy of a hostile key"));
    assertThat(get("copy of a hostile key")).isEqualTo("text of " + key);
    s3.deleteObject(object -> object.bucket(BUCKET).key(key));
    Errors.refusal(404, "NoSuchKey", () -> get(key));
  }

  @Test
  void manyHostileKeysAreDeletedAtOnce() {
    s3.createBucket(b -> b.bucket("hostile"));
    hostileKeys()
        .forEach(
            key -> s3.putObject(o -> o.bucket("hostile").key(key), RequestBody.fromString("x")));
    var answer =
        s3.deleteObjects(d ->
            d.bucket("hostile")
                .delete(list ->
                    list.objects(
                        hostileKeys()
                            .map(key -> ObjectIdentifier.builder().key(key).build())
                            .toList())));
    assertThat(answer.errors()).isEmpty();
    assertThat(answer.deleted())
        .extracting(DeletedObject::key)
        .containsExactlyInAnyOrderElementsOf(hostileKeys().toList());
    s3.deleteBucket(b -> b.bucket("hostile"));
  }

  @Test
  void aKeyOf1025BytesIsRefused() {
    Errors.refusal(400, "KeyTooLongError", () -> put("k".repeat(1025), "x"));
    Errors.refusal(400, "KeyTooLongError", () -> put("é".repeat(512) + "k", "x"));
  }

  @Test
  void ofWritersThatAllWantToBeFirstOneIs() throws Exception {
    var outcomes = new ArrayList<Future<Integer>>();
    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        outcomes.add(writers.submit(() -> firstWrite("contended")));
      }
    }
    var statuses = new ArrayList<Integer>();
    for (var outcome : outcomes) {
      statuses.add(outcome.get());
    }
    assertThat(statuses).containsOnlyOnce(200).contains(412).containsOnly(200, 412);
  }

  private static int firstWrite(String key) {
    try {
      return s3.putObject(
              o -> o.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString("x"))
          .sdkHttpResponse()
          .statusCode();
    } catch (S3Exception refused) {
      return refused.statusCode();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-4, 01234, bytes 0-4/10",
    "bytes=7-, 789, bytes 7-9/10",
    "bytes=-3, 789, bytes 7-9/10",
    "bytes=8-100, 89, bytes 8-9/10",
    "bytes=-100, 0123456789, bytes 0-9/10"
  })
  void aRangeIsTheBytesItNames(String range, String text, String contentRange) {
    put("digits", "0123456789");
    var part = s3.getObjectAsBytes(object -> object.bucket(BUCKET).key("digits").range(range));
    assertThat(part.asUtf8String()).isEqualTo(text);
    assertThat(part.response().contentRange()).isEqualTo(contentRange);
    assertThat(part.response().sdkHttpResponse().statusCode()).isEqualTo(206);
  }

  @Test
  void aRangeBeyondTheEndIsRefused() {
    put("digits", "0123456789");
    Errors.refusal(
        416,
        "InvalidRange",
        () -> s3.getObjectAsBytes(o -> o.bucket(BUCKET).key("digits").range("bytes=10-")));
  }

  @Test
  void readsHoldToTheirConditions() {
    var tag = put("conditional", "x");
    var modified = s3.headObject(o -> o.bucket(BUCKET).key("conditional")).lastModified();
    assertThat(
            s3.getObjectAsBytes(o -> o.bucket(BUCKET).key("conditional").ifMatch(tag))
                .asUtf8String())
        .isEqualTo("x");
    Errors.status(
        304, () -> s3.getObjectAsBytes(o -> o.bucket(BUCKET).key("conditional").ifNoneMatch(tag)));
    Errors.refusal(
        412,
        "PreconditionFailed",
        () -> s3.getObjectAsBytes(o -> o.bucket(BUCKET).key("conditional").ifMatch("\"other\"")));
    Errors.status(
        304,
        () -> s3.headObject(o -> o.bucket(BUCKET).key("conditional").ifModifiedSince(modified)));
    Errors.status(
        412,
        () ->
            s3.headObject(o ->
                o.bucket(BUCKET).key("conditional").ifUnmodifiedSince(modified.minusSeconds(60))));
  }

  @Test
  void writesHoldToTheirConditions() {
    s3.putObject(
        o -> o.bucket(BUCKET).key("once").ifNoneMatch("*"), RequestBody.fromString("first"));
    Errors.refusal(
        412,
        "PreconditionFailed",
        () ->
            s3.putObject(
                o -> o.bucket(BUCKET).key("once").ifNoneMatch("*"),
                RequestBody.fromString("second")));
    Errors.refusal(
        412,
        "PreconditionFailed",
        () ->
            s3.putObject(
                o -> o.bucket(BUCKET).key("once").ifMatch("\"d41d8cd98f00b204e9800998ecf8427e\""),
                RequestBody.fromString("third")));
    assertThat(get("once")).isEqualTo("first");
    var tag = s3.headObject(o -> o.bucket(BUCKET).key("once")).eTag();
    s3.putObject(o -> o.bucket(BUCKET).key("once").ifMatch(tag), RequestBody.fromString("fourth"));
    assertThat(get("once")).isEqualTo("fourth");
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
