package dev.safelight.cloud.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.call.Payload;
import dev.safelight.wire.checksum.ChecksumAlgorithm;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Versions of objects, one behaviour at a time.
class VersionsTest {
  private static final String MISSING = "A".repeat(32);

  @TempDir Path data;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(data);
    bench.call("PUT", "/photos");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void versioning(String status) {
    assertThat(
            bench
                .put(
                    "/photos?versioning",
                    "<VersioningConfiguration><Status>%s</Status></VersioningConfiguration>"
                        .formatted(status))
                .status())
        .isEqualTo(200);
  }

  private String put(String key, String text, String... headers) {
    var put = bench.put("/photos/" + key, text, headers);
    assertThat(put.status()).isEqualTo(200);
    return put.header("x-amz-version-id");
  }

  private Bench.Response get(String target) {
    return bench.call("GET", "/photos/" + target);
  }

  @Test
  void withoutVersioningNothingSpeaksOfVersions() {
    assertThat(put("k", "one")).isEmpty();
    assertThat(put("k", "two")).isEmpty();
    assertThat(get("k").header("x-amz-version-id")).isEmpty();
    assertThat(get("k?versionId=null").text()).isEqualTo("two");
    assertThat(bench.call("DELETE", "/photos/k").header("x-amz-delete-marker")).isEmpty();
    assertThat(bench.files()).isZero();
  }

  @Test
  void everyWriteIsKept() {
    put("k", "zero");
    versioning("Enabled");
    var one = put("k", "one");
    var two = put("k", "two");
    assertThat(one).hasSize(32).isNotEqualTo(two);
    assertThat(get("k").text()).isEqualTo("two");
    assertThat(get("k").header("x-amz-version-id")).isEqualTo(two);
    assertThat(get("k?versionId=" + one).text()).isEqualTo("one");
    assertThat(get("k?versionId=null").text()).isEqualTo("zero");
    assertThat(bench.call("HEAD", "/photos/k?versionId=" + one).header("Content-Length"))
        .isEqualTo("3");
    assertThat(bench.call("GET", "/photos").elements("Key")).containsExactly("k");
  }

  @Test
  void aDeletedKeyIsMarkedAndComesBackWithItsMarkersDeletion() {
    versioning("Enabled");
    var one = put("k", "one");
    var deleted = bench.call("DELETE", "/photos/k");
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.header("x-amz-delete-marker")).isEqualTo("true");
    var marker = deleted.header("x-amz-version-id");
    var missing = get("k");
    assertThat(missing.element("Code")).isEqualTo("NoSuchKey");
    assertThat(missing.header("x-amz-delete-marker")).isEqualTo("true");
    assertThat(missing.header("x-amz-version-id")).isEqualTo(marker);
    assertThat(bench.call("HEAD", "/photos/k").header("x-amz-delete-marker")).isEqualTo("true");
    assertThat(get("k?versionId=" + one).text()).isEqualTo("one");
    assertThat(bench.call("GET", "/photos").elements("Key")).isEmpty();

    var asked = get("k?versionId=" + marker);
    assertThat(asked.status()).isEqualTo(405);
    assertThat(asked.element("Code")).isEqualTo("MethodNotAllowed");
    assertThat(asked.element("ResourceType")).isEqualTo("DeleteMarker");
    assertThat(asked.header("Allow")).isEqualTo("DELETE");
    assertThat(asked.header("x-amz-delete-marker")).isEqualTo("true");
    assertThat(bench.call("HEAD", "/photos/k?versionId=" + marker).status()).isEqualTo(405);

    var undone = bench.call("DELETE", "/photos/k?versionId=" + marker);
    assertThat(undone.header("x-amz-delete-marker")).isEqualTo("true");
    assertThat(undone.header("x-amz-version-id")).isEqualTo(marker);
    assertThat(get("k").text()).isEqualTo("one");
  }

  @Test
  void aKeyThatNeverWasIsMarkedToo() {
    versioning("Enabled");
    assertThat(bench.call("DELETE", "/photos/k").header("x-amz-delete-marker")).isEqualTo("true");
    assertThat(bench.call("GET", "/photos?versions").elements("DeleteMarker")).hasSize(1);
  }

  @Test
  void aVersionIsRemovedForEver() {
    versioning("Enabled");
    var one = put("k", "one");
    var two = put("k", "two");
    var gone = bench.call("DELETE", "/photos/k?versionId=" + two);
    assertThat(gone.header("x-amz-version-id")).isEqualTo(two);
    assertThat(gone.header("x-amz-delete-marker")).isEmpty();
    assertThat(get("k").text()).isEqualTo("one");
    assertThat(get("k?versionId=" + two).element("Code")).isEqualTo("NoSuchVersion");
    bench.call("DELETE", "/photos/k?versionId=" + one);
    assertThat(bench.files()).isZero();
    assertThat(bench.call("DELETE", "/photos/k?versionId=" + one).status()).isEqualTo(204);
  }

  @Test
  void whileSuspendedTheNullVersionIsReplaced() {
    put("k", "zero");
    versioning("Enabled");
    var one = put("k", "one");
    versioning("Suspended");
    assertThat(put("k", "two")).isEmpty();
    assertThat(put("k", "three")).isEmpty();
    assertThat(get("k").header("x-amz-version-id")).isEqualTo("null");
    assertThat(get("k?versionId=null").text()).isEqualTo("three");
    assertThat(get("k?versionId=" + one).text()).isEqualTo("one");
    var deleted = bench.call("DELETE", "/photos/k");
    assertThat(deleted.header("x-amz-version-id")).isEqualTo("null");
    assertThat(deleted.header("x-amz-delete-marker")).isEqualTo("true");
    assertThat(get("k?versionId=null").status()).isEqualTo(405);
    assertThat(bench.files()).isEqualTo(1);
    bench.call("DELETE", "/photos/k?versionId=null");
    assertThat(get("k").text()).isEqualTo("one");
  }

  @ParameterizedTest
  @CsvSource({"GET", "HEAD", "DELETE"})
  void whatCannotBeAnIdIsRefused(String method) {
    versioning("Enabled");
    put("k", "one");
    assertThat(bench.call(method, "/photos/k?versionId=nonsense").status()).isEqualTo(400);
    assertThat(bench.call(method, "/photos/k?versionId=").status()).isIn(200, 204, 400);
    assertThat(get("k?versionId=" + MISSING).status()).isEqualTo(404);
  }

  @Test
  void aBucketWithVersionsIsNotEmpty() {
    versioning("Enabled");
    var one = put("k", "one");
    var marker = bench.call("DELETE", "/photos/k").header("x-amz-version-id");
    var refused = bench.call("DELETE", "/photos");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.element("Message"))
        .isEqualTo(
            "The bucket you tried to delete is not empty. You must delete all versions in the bucket.");
    bench.call("DELETE", "/photos/k?versionId=" + one);
    assertThat(bench.call("DELETE", "/photos").status()).isEqualTo(409);
    bench.call("DELETE", "/photos/k?versionId=" + marker);
    assertThat(bench.call("DELETE", "/photos").status()).isEqualTo(204);
  }

  @Test
  void anOldVersionIsRestoredByCopyingIt() {
    versioning("Enabled");
    var one = put("k", "one", "x-amz-meta-a", "b");
    put("k", "two");
    var copied = bench.call("PUT", "/photos/k", "x-amz-copy-source", "/photos/k?versionId=" + one);
    assertThat(copied.status()).isEqualTo(200);
    assertThat(copied.header("x-amz-copy-source-version-id")).isEqualTo(one);
    assertThat(copied.header("x-amz-version-id")).isNotEqualTo(one).hasSize(32);
    assertThat(get("k").text()).isEqualTo("one");
    assertThat(get("k").header("x-amz-meta-a")).isEqualTo("b");
    assertThat(bench.call("GET", "/photos?versions").elements("VersionId")).hasSize(3);
    var marker = bench.call("DELETE", "/photos/k").header("x-amz-version-id");
    assertThat(
            bench
                .call("PUT", "/photos/k", "x-amz-copy-source", "/photos/k?versionId=" + marker)
                .element("Code"))
        .isEqualTo("InvalidRequest");
    assertThat(bench.call("PUT", "/photos/k2", "x-amz-copy-source", "/photos/k").element("Code"))
        .isEqualTo("NoSuchKey");
    assertThat(
            bench
                .call("PUT", "/photos/k2", "x-amz-copy-source", "/photos/k?part=1")
                .element("Code"))
        .isEqualTo("InvalidArgument");
  }

  @Test
  void tagsBelongToVersions() {
    versioning("Enabled");
    var one = put("k", "one", "x-amz-tagging", "a=1");
    put("k", "two");
    var set =
        bench.put(
            "/photos/k?tagging&versionId=" + one,
            "<Tagging><TagSet><Tag><Key>a</Key><Value>2</Value></Tag></TagSet></Tagging>");
    assertThat(set.header("x-amz-version-id")).isEqualTo(one);
    assertThat(get("k?tagging&versionId=" + one).element("Value")).isEqualTo("2");
    assertThat(get("k?tagging").element("Value")).isEmpty();
    assertThat(bench.call("DELETE", "/photos/k?tagging&versionId=" + one).status()).isEqualTo(204);
    assertThat(get("k?tagging&versionId=" + one).element("Value")).isEmpty();
  }

  @Test
  void conditionsAreAboutTheCurrentVersion() {
    versioning("Enabled");
    put("k", "one");
    assertThat(bench.put("/photos/k", "two", "If-None-Match", "*").status()).isEqualTo(412);
    bench.call("DELETE", "/photos/k");
    assertThat(bench.put("/photos/k", "two", "If-None-Match", "*").status()).isEqualTo(200);
    var etag = get("k").header("ETag");
    put("k", "three");
    assertThat(bench.put("/photos/k", "four", "If-Match", etag).status()).isEqualTo(412);
  }

  @Test
  void manyVersionsAreDeletedAtOnce() {
    versioning("Enabled");
    var one = put("k", "one");
    put("k", "two");
    var body =
        "<Delete><Object><Key>k</Key><VersionId>%s</VersionId></Object><Object><Key>k</Key></Object><Object><Key>j</Key><VersionId>x</VersionId></Object></Delete>"
            .formatted(one);
    var deleted =
        bench.post(
            "/photos?delete",
            body,
            "x-amz-checksum-crc32",
            ChecksumAlgorithm.CRC32.base64(body.getBytes(UTF_8)));
    assertThat(deleted.elements("VersionId")).containsExactly(one, "x");
    assertThat(deleted.elements("DeleteMarker")).containsExactly("true");
    assertThat(deleted.elements("DeleteMarkerVersionId")).hasSize(1);
    assertThat(deleted.elements("Code")).containsExactly("NoSuchVersion");
    assertThat(get("k").status()).isEqualTo(404);
    assertThat(bench.files()).isEqualTo(1);
  }

  @Test
  void readingAVersionIsAnActionOfItsOwn() {
    versioning("Enabled");
    var one = put("k", "one");
    put("k", "two");
    var bob = Bench.user(Bench.ACCOUNT, "bob");
    bench.allow(
        bob,
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Action": ["s3:GetObject", "s3:DeleteObject", "s3:ListBucket"], "Resource": "*"}}\
        """);
    assertThat(bench.as(bob, "GET", "/photos/k", Payload.NONE).text()).isEqualTo("two");
    var denied = bench.as(bob, "GET", "/photos/k?versionId=" + one, Payload.NONE);
    assertThat(denied.element("Message")).isEqualTo("s3:GetObjectVersion");
    assertThat(
            bench.as(bob, "DELETE", "/photos/k?versionId=" + one, Payload.NONE).element("Message"))
        .isEqualTo("s3:DeleteObjectVersion");
    assertThat(bench.as(bob, "GET", "/photos?versions", Payload.NONE).element("Message"))
        .isEqualTo("s3:ListBucketVersions");
    bench.allow(
        bob,
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*",
         "Condition": {"StringEquals": {"s3:VersionId": "%s"}}}}\
        """
            .formatted(one));
    assertThat(bench.as(bob, "GET", "/photos/k?versionId=" + one, Payload.NONE).text())
        .isEqualTo("one");
    assertThat(bench.as(bob, "GET", "/photos/k", Payload.NONE).status()).isEqualTo(403);
  }

  @Test
  void aMissingVersionIsForbiddenToThoseWhoMayNotList() {
    versioning("Enabled");
    put("k", "one");
    var bob = Bench.user(Bench.ACCOUNT, "bob");
    bench.allow(
        bob,
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Action": ["s3:GetObject", "s3:GetObjectVersion"], "Resource": "*"}}\
        """);
    assertThat(bench.as(bob, "GET", "/photos/k?versionId=" + MISSING, Payload.NONE).status())
        .isEqualTo(403);
    bench.call("DELETE", "/photos/k");
    var deleted = bench.as(bob, "GET", "/photos/k", Payload.NONE);
    assertThat(deleted.status()).isEqualTo(403);
    assertThat(deleted.header("x-amz-delete-marker")).isEmpty();
  }

  @Test
  void versionsAreListedNewestFirst() {
    put("k", "zero");
    versioning("Enabled");
    var one = put("k", "one");
    var marker = bench.call("DELETE", "/photos/k").header("x-amz-version-id");
    put("a/1", "x");
    put("a/2", "x");
    var all = bench.call("GET", "/photos?versions&delimiter=/");
    assertThat(all.elements("Prefix")).containsExactly("", "a/");
    assertThat(all.elements("VersionId")).containsExactly(one, "null", marker);
    assertThat(all.elements("IsLatest")).containsExactly("false", "false", "true");
    var first = bench.call("GET", "/photos?versions&delimiter=/&max-keys=2");
    assertThat(first.element("IsTruncated")).isEqualTo("true");
    assertThat(first.element("NextKeyMarker")).isEqualTo("k");
    assertThat(first.element("NextVersionIdMarker")).isEqualTo(marker);
    bench.call("DELETE", "/photos/k?versionId=" + marker);
    var second =
        bench.call(
            "GET",
            "/photos?versions&delimiter=/&max-keys=2&key-marker=k&version-id-marker=" + marker);
    assertThat(second.elements("VersionId")).containsExactly(one, "null");
    assertThat(second.elements("IsLatest")).containsExactly("true", "false");
  }

  @Test
  void eventsNameTheVersion() {
    versioning("Enabled");
    bench.functionPolicies.put(
        "arn:aws:lambda:us-east-1:123456789012:function:thumb",
        """
        {"Version": "2012-10-17", "Statement": {"Sid": "s3", "Effect": "Allow",
         "Principal": {"Service": "s3.amazonaws.com"}, "Action": "lambda:InvokeFunction",
         "Resource": "*"}}\
        """);
    assertThat(
            bench
                .put(
                    "/photos?notification",
                    "<NotificationConfiguration><CloudFunctionConfiguration><CloudFunction>arn:aws:lambda:us-east-1:123456789012:function:thumb</CloudFunction><Event>s3:ObjectCreated:*</Event><Event>s3:ObjectRemoved:*</Event></CloudFunctionConfiguration></NotificationConfiguration>")
                .status())
        .isEqualTo(200);
    var one = put("k", "one");
    var marker = bench.call("DELETE", "/photos/k").header("x-amz-version-id");
    bench.call("DELETE", "/photos/k?versionId=" + one);
    assertThat(bench.events).hasSize(3);
    assertThat(bench.events.get(0).document())
        .contains("\"ObjectCreated:Put\"", "\"versionId\":\"" + one + "\"");
    assertThat(bench.events.get(1).document())
        .contains("\"ObjectRemoved:DeleteMarkerCreated\"", "\"versionId\":\"" + marker + "\"");
    assertThat(bench.events.get(2).document())
        .contains("\"ObjectRemoved:Delete\"", "\"versionId\":\"" + one + "\"");
  }
}
