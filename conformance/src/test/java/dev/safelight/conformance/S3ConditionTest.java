package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Parts of objects, and requests that hold only under a condition.
class S3ConditionTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final String BUCKET = "conditions";
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
}
