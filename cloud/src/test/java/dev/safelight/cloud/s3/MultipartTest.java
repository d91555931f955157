package dev.safelight.cloud.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.wire.checksum.ChecksumAlgorithm;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Multipart uploads, from the beginning to one object or to nothing.
class MultipartTest {
  private static final int FIVE_MEGABYTES = 5 << 20;

  @TempDir Path data;
  private Bench bench;
  private final byte[] first = new byte[FIVE_MEGABYTES];
  private final byte[] second = "the end".getBytes(UTF_8);

  @BeforeEach
  void open() {
    bench = new Bench(data);
    bench.call("PUT", "/photos");
    new Random(7).nextBytes(first);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private String begin(String... headers) {
    var begun = bench.call("POST", "/photos/big?uploads", headers);
    assertThat(begun.status()).isEqualTo(200);
    return begun.element("UploadId");
  }

  private Bench.Response part(String upload, int number, byte[] bytes, String... headers) {
    return bench.put("/photos/big?partNumber=" + number + "&uploadId=" + upload, bytes, headers);
  }

  private Bench.Response complete(String upload, String parts, String... headers) {
    return bench.post(
        "/photos/big?uploadId=" + upload,
        "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + parts
            + "</CompleteMultipartUpload>",
        headers);
  }

  private static String line(int number, String tag) {
    return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + tag + "</ETag></Part>";
  }

  private static String tag(byte[]... parts) {
    var tags = Arrays.stream(parts).map(part -> ETag.of(ChecksumAlgorithm.MD5.of(part))).toList();
    return '"' + (tags.size() == 1 ? tags.getFirst() : ETag.ofParts(tags)) + '"';
  }

  private byte[] whole() {
    var whole = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, whole, first.length, second.length);
    return whole;
  }

  @Test
  void partsBecomeOneObjectWithACompositeTag() {
    var upload = begin("Content-Type", "image/jpeg", "x-amz-meta-a", "b");
    assertThat(part(upload, 1, first).header("ETag")).isEqualTo(tag(first));
    assertThat(part(upload, 2, second).header("ETag")).isEqualTo(tag(second));
    assertThat(bench.call("GET", "/photos/big").status()).isEqualTo(404);
    var done = complete(upload, line(1, tag(first)) + line(2, tag(second)));
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.element("ETag")).isEqualTo(tag(first, second));
    assertThat(done.element("ChecksumCRC64NVME"))
        .isEqualTo(ChecksumAlgorithm.CRC64NVME.base64(whole()));
    assertThat(done.element("ChecksumType")).isEqualTo("FULL_OBJECT");

    var got = bench.call("GET", "/photos/big");
    assertThat(got.body()).isEqualTo(whole());
    assertThat(got.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(got.header("x-amz-meta-a")).isEqualTo("b");
    var across = "bytes=" + (first.length - 2) + "-" + first.length;
    assertThat(bench.call("GET", "/photos/big", "Range", across).body())
        .isEqualTo(Arrays.copyOfRange(whole(), first.length - 2, first.length + 1));
    var last = bench.call("GET", "/photos/big?partNumber=2");
    assertThat(last.status()).isEqualTo(206);
    assertThat(last.body()).isEqualTo(second);
    assertThat(last.header("x-amz-mp-parts-count")).isEqualTo("2");
    assertThat(bench.call("GET", "/photos/big?partNumber=3").status()).isEqualTo(416);
    assertThat(bench.call("GET", "/photos/big?uploadId=" + upload).element("Code"))
        .isEqualTo("NoSuchUpload");
    bench.call("DELETE", "/photos/big");
    assertThat(bench.files()).isZero();
  }

  @Test
  void chosenChecksumsAreHeldToEveryPart() {
    var upload = begin("x-amz-checksum-algorithm", "CRC32");
    assertThat(part(upload, 1, second).element("Message"))
        .isEqualTo(
            "Checksum Type mismatch occurred, expected checksum Type: crc32, actual checksum Type:"
                + " null");
    var crc = ChecksumAlgorithm.CRC32.base64(second);
    assertThat(part(upload, 1, second, "x-amz-checksum-crc32", crc).header("x-amz-checksum-crc32"))
        .isEqualTo(crc);
    assertThat(
            complete(
                    upload,
                    "<Part><ETag>"
                        + tag(second)
                        + "</ETag><ChecksumCRC32>AAAAAA==</ChecksumCRC32><PartNumber>1</PartNumber></Part>")
                .element("Code"))
        .isEqualTo("InvalidPart");
    var done =
        complete(
            upload,
            "<Part><ETag>"
                + tag(second)
                + "</ETag><ChecksumCRC32>"
                + crc
                + "</ChecksumCRC32><PartNumber>1</PartNumber></Part>");
    assertThat(done.element("ChecksumCRC32")).endsWith("-1");
    assertThat(done.element("ChecksumType")).isEqualTo("COMPOSITE");
  }

  @Test
  void aFullObjectChecksumIsVerified() {
    var upload = begin("x-amz-checksum-algorithm", "CRC32", "x-amz-checksum-type", "FULL_OBJECT");
    part(upload, 1, first, "x-amz-checksum-crc32", ChecksumAlgorithm.CRC32.base64(first));
    part(upload, 2, second, "x-amz-checksum-crc32", ChecksumAlgorithm.CRC32.base64(second));
    var parts = line(1, tag(first)) + line(2, tag(second));
    assertThat(complete(upload, parts, "x-amz-checksum-crc32", "AAAAAA==").element("Code"))
        .isEqualTo("BadDigest");
    assertThat(complete(upload, parts, "x-amz-mp-object-size", "1").element("Code"))
        .isEqualTo("InvalidRequest");
    var right = ChecksumAlgorithm.CRC32.base64(whole());
    assertThat(complete(upload, parts, "x-amz-checksum-crc32", right).status()).isEqualTo(200);
    assertThat(
            bench
                .call("HEAD", "/photos/big", "x-amz-checksum-mode", "ENABLED")
                .header("x-amz-checksum-crc32"))
        .isEqualTo(right);
    assertThat(
            bench
                .call(
                    "POST",
                    "/photos/x?uploads",
                    "x-amz-checksum-algorithm",
                    "SHA256",
                    "x-amz-checksum-type",
                    "FULL_OBJECT")
                .status())
        .isEqualTo(400);
  }

  @Test
  void whatIsNoListOfItsPartsIsRefused() {
    var upload = begin();
    part(upload, 1, second);
    part(upload, 2, second);
    assertThat(complete(upload, "").element("Code")).isEqualTo("MalformedXML");
    assertThat(complete(upload, line(3, tag(second))).element("Code")).isEqualTo("InvalidPart");
    assertThat(complete(upload, line(1, tag(first))).element("Code")).isEqualTo("InvalidPart");
    assertThat(complete(upload, line(2, tag(second)) + line(1, tag(second))).element("Code"))
        .isEqualTo("InvalidPartOrder");
    assertThat(complete(upload, line(1, tag(second)) + line(1, tag(second))).element("Code"))
        .isEqualTo("InvalidPartOrder");
    assertThat(complete(upload, line(1, tag(second)) + line(2, tag(second))).element("Code"))
        .isEqualTo("EntityTooSmall");
    assertThat(part(upload, 0, second).element("Code")).isEqualTo("InvalidArgument");
    assertThat(part(upload, 10_001, second).element("Code")).isEqualTo("InvalidArgument");
    assertThat(part("other", 1, second).element("Code")).isEqualTo("NoSuchUpload");
    assertThat(bench.files()).isEqualTo(2);
    assertThat(complete(upload, line(2, tag(second))).status()).isEqualTo(200);
    assertThat(bench.files()).isEqualTo(1);
  }

  @Test
  void anUploadedPartReplacesTheOneOfItsNumber() {
    var upload = begin();
    part(upload, 1, first);
    part(upload, 1, second);
    assertThat(bench.files()).isEqualTo(1);
    var listed = bench.call("GET", "/photos/big?uploadId=" + upload);
    assertThat(listed.elements("Size")).containsExactly("7");
    assertThat(listed.element("ETag")).isEqualTo(tag(second));
    assertThat(complete(upload, line(1, tag(second)), "If-None-Match", "*").status())
        .isEqualTo(200);
  }

  @Test
  void anAbortedUploadLeavesNothing() {
    var upload = begin();
    part(upload, 1, second);
    assertThat(bench.call("GET", "/photos?uploads").elements("UploadId")).containsExactly(upload);
    assertThat(bench.call("DELETE", "/photos/big?uploadId=" + upload).status()).isEqualTo(204);
    assertThat(bench.files()).isZero();
    assertThat(bench.call("GET", "/photos?uploads").elements("UploadId")).isEmpty();
    assertThat(bench.call("DELETE", "/photos/big?uploadId=" + upload).status()).isEqualTo(404);
  }

  @Test
  void aBucketIsDeletedWithItsUnfinishedUploads() {
    part(begin(), 1, second);
    assertThat(bench.call("DELETE", "/photos").status()).isEqualTo(204);
    assertThat(bench.files()).isZero();
  }

  @Test
  void partsAreListedInPages() {
    var upload = begin();
    for (int number : List.of(3, 1, 2)) {
      part(upload, number, second);
    }
    var page = bench.call("GET", "/photos/big?uploadId=" + upload + "&max-parts=2");
    assertThat(page.elements("PartNumber")).containsExactly("1", "2");
    assertThat(page.element("IsTruncated")).isEqualTo("true");
    var rest =
        bench.call(
            "GET",
            "/photos/big?uploadId="
                + upload
                + "&part-number-marker="
                + page.element("NextPartNumberMarker"));
    assertThat(rest.elements("PartNumber")).containsExactly("3");
    assertThat(rest.element("IsTruncated")).isEqualTo("false");
  }

  @Test
  void aPartIsCopiedOutOfAnObject() {
    bench.put("/photos/source", whole());
    var upload = begin();
    var target = "/photos/big?partNumber=%d&uploadId=" + upload;
    var one =
        bench.call(
            "PUT",
            target.formatted(1),
            "x-amz-copy-source",
            "photos/source",
            "x-amz-copy-source-range",
            "bytes=0-" + (first.length - 1));
    assertThat(one.element("ETag")).isEqualTo(tag(first));
    var two = bench.put(target.formatted(2), second);
    assertThat(two.status()).isEqualTo(200);
    assertThat(complete(upload, line(1, tag(first)) + line(2, tag(second))).element("ETag"))
        .isEqualTo(tag(first, second));
    bench.call("DELETE", "/photos/source");
    assertThat(bench.call("GET", "/photos/big").body()).isEqualTo(whole());

    var copy = bench.call("PUT", "/photos/copy", "x-amz-copy-source", "photos/big");
    assertThat(copy.element("ETag")).isEqualTo(tag(whole()));
    assertThat(
            bench
                .call(
                    "PUT",
                    "/photos/big?partNumber=1&uploadId=" + begin(),
                    "x-amz-copy-source",
                    "photos/big",
                    "x-amz-copy-source-range",
                    "bytes=1-")
                .element("Code"))
        .isEqualTo("InvalidArgument");
  }
}
