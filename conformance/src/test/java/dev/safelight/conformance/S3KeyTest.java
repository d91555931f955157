package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/// Keys are data: whatever a key looks like, it names its object.
class S3KeyTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final String BUCKET = "keys";
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
}
