package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Multipart uploads through the SDK's client.
class S3MultipartTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final String BUCKET = "parts";
  private static final int PART = 5 << 20;
  private static S3Client s3;

  @BeforeAll
  static void makeTheBucket() {
    s3 = HERE.admin().s3();
    s3.createBucket(bucket -> bucket.bucket(BUCKET));
  }

  private static String begin(String key) {
    return s3.createMultipartUpload(upload -> upload.bucket(BUCKET).key(key)).uploadId();
  }

  private static CompletedPart part(String key, String upload, int number, byte[] bytes) {
    var tag =
        s3.uploadPart(
                part -> part.bucket(BUCKET).key(key).uploadId(upload).partNumber(number),
                RequestBody.fromBytes(bytes))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  private static String complete(String key, String upload, List<CompletedPart> parts) {
    return s3.completeMultipartUpload(whole ->
            whole
                .bucket(BUCKET)
                .key(key)
                .uploadId(upload)
                .multipartUpload(list -> list.parts(parts)))
        .eTag();
  }

  @Test
  void twelveMegabytesInThreePartsBecomeOneObject() throws Exception {
    var whole = new byte[12 << 20];
    new Random(12).nextBytes(whole);
    var upload = begin("large");
    var parts = new ArrayList<CompletedPart>();
    var digests = MessageDigest.getInstance("MD5");
    for (int at = 0; at < whole.length; at += PART) {
      var bytes = Arrays.copyOfRange(whole, at, Math.min(whole.length, at + PART));
      parts.add(part("large", upload, parts.size() + 1, bytes));
      digests.update(MessageDigest.getInstance("MD5").digest(bytes));
    }
    assertThat(s3.listParts(list -> list.bucket(BUCKET).key("large").uploadId(upload)).parts())
        .hasSize(3);
    assertThat(complete("large", upload, parts))
        .isEqualTo("\"" + HexFormat.of().formatHex(digests.digest()) + "-3\"");
    assertThat(s3.getObjectAsBytes(object -> object.bucket(BUCKET).key("large")).asByteArray())
        .isEqualTo(whole);
    // Across the seam of two parts.
    var range = "bytes=%d-%d".formatted(PART - 10, PART + 9);
    assertThat(
            s3.getObjectAsBytes(object -> object.bucket(BUCKET).key("large").range(range))
                .asByteArray())
        .isEqualTo(Arrays.copyOfRange(whole, PART - 10, PART + 10));
    var third = s3.getObjectAsBytes(o -> o.bucket(BUCKET).key("large").partNumber(3));
    assertThat(third.asByteArray()).isEqualTo(Arrays.copyOfRange(whole, 2 * PART, whole.length));
    assertThat(third.response().partsCount()).isEqualTo(3);
    Errors.refusal(
        404,
        "NoSuchUpload",
        () -> s3.listParts(list -> list.bucket(BUCKET).key("large").uploadId(upload)));
  }

  @Test
  void anAbortedUploadLeavesNothing() {
    var upload = begin("aborted");
    var part = part("aborted", upload, 1, new byte[10]);
    assertThat(s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads())
        .anyMatch(one -> one.uploadId().equals(upload));
    s3.abortMultipartUpload(abort -> abort.bucket(BUCKET).key("aborted").uploadId(upload));
    Errors.refusal(404, "NoSuchUpload", () -> complete("aborted", upload, List.of(part)));
    Errors.refusal(404, "NoSuchUpload", () -> part("aborted", upload, 2, new byte[10]));
    Errors.status(404, () -> s3.headObject(object -> object.bucket(BUCKET).key("aborted")));
    assertThat(s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads())
        .noneMatch(one -> one.uploadId().equals(upload));
  }

  @Test
  void aPartBeforeTheLastMustHaveFiveMegabytes() {
    var upload = begin("small");
    var parts =
        List.of(part("small", upload, 1, new byte[10]), part("small", upload, 2, new byte[10]));
    Errors.refusal(400, "EntityTooSmall", () -> complete("small", upload, parts));
  }

  @Test
  void partsMustBeNamedInOrderAndAsTheyAre() {
    var upload = begin("order");
    var one = part("order", upload, 1, new byte[10]);
    var two = part("order", upload, 2, new byte[10]);
    Errors.refusal(400, "InvalidPartOrder", () -> complete("order", upload, List.of(two, one)));
    var other = one.toBuilder().eTag("\"d41d8cd98f00b204e9800998ecf8427e\"").build();
    Errors.refusal(400, "InvalidPart", () -> complete("order", upload, List.of(other)));
  }

  @Test
  void aPartMayBeCopiedFromAnObject() {
    s3.putObject(o -> o.bucket(BUCKET).key("source"), RequestBody.fromString("0123456789"));
    var upload = begin("assembled");
    var tag =
        s3.uploadPartCopy(copy ->
                copy.sourceBucket(BUCKET)
                    .sourceKey("source")
                    .copySourceRange("bytes=2-5")
                    .destinationBucket(BUCKET)
                    .destinationKey("assembled")
                    .uploadId(upload)
                    .partNumber(1))
            .copyPartResult()
            .eTag();
    complete("assembled", upload, List.of(CompletedPart.builder().partNumber(1).eTag(tag).build()));
    assertThat(s3.getObjectAsBytes(object -> object.bucket(BUCKET).key("assembled")).asUtf8String())
        .isEqualTo("2345");
  }
}
