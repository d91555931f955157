package dev.safelight.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The S3 documentation's 66,560-byte upload in two chunks, without and with a trailing checksum.
class S3ChunkExamplesTest {
  private static final byte[] BODY = new byte[66_560];

  static {
    Arrays.fill(BODY, (byte) 'a');
  }

  @Test
  void theChunkedUploadHasTheDocumentedSignatures() throws IOException {
    var seed = seed(Framing.SIGNED);
    assertThat(seed.signature())
        .isEqualTo("4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
    var wire = new ByteArrayOutputStream();
    var output = AwsChunkedOutput.signed(wire, Framing.SIGNED, seed, 65_536);
    output.write(BODY);
    output.finish(Map.of());
    assertThat(wire.size()).isEqualTo(66_824);
    assertThat(text(wire))
        .startsWith(
            "10000;chunk-signature="
                + "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\naaa")
        .contains(
            "\r\n400;chunk-signature="
                + "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\naaa")
        .endsWith(
            "\r\n0;chunk-signature="
                + "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n");
    var decoded =
        AwsChunked.signed(new ByteArrayInputStream(wire.toByteArray()), seed, BODY.length);
    assertThat(decoded.readAllBytes()).isEqualTo(BODY);
  }

  @Test
  void theTrailingChecksumHasTheDocumentedSignature() throws IOException {
    var seed = seed(Framing.SIGNED_WITH_TRAILER);
    assertThat(seed.signature())
        .isEqualTo("106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");
    var wire = new ByteArrayOutputStream();
    var output = AwsChunkedOutput.signed(wire, Framing.SIGNED_WITH_TRAILER, seed, 65_536);
    output.write(BODY);
    output.finish(Map.of("x-amz-checksum-crc32c", "sOO8/Q=="));
    assertThat(text(wire))
        .contains("b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2")
        .contains("1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7")
        .endsWith(
            "\r\n0;chunk-signature="
                + "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
                + "x-amz-checksum-crc32c:sOO8/Q==\r\n"
                + "x-amz-trailer-signature:"
                + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n");
    var decoded =
        AwsChunked.signed(
            new ByteArrayInputStream(wire.toByteArray()),
            seed,
            BODY.length,
            Set.of("x-amz-checksum-crc32c"));
    assertThat(decoded.readAllBytes()).isEqualTo(BODY);
    assertThat(decoded.trailers()).isEqualTo(Map.of("x-amz-checksum-crc32c", "sOO8/Q=="));
  }

  private static Seed seed(Framing framing) {
    var headers =
        Map.of(
            "Host",
            "s3.amazonaws.com",
            "x-amz-storage-class",
            "REDUCED_REDUNDANCY",
            "Content-Encoding",
            "aws-chunked",
            "x-amz-decoded-content-length",
            "66560",
            framing.hasTrailer() ? "x-amz-trailer" : "Content-Length",
            framing.hasTrailer() ? "x-amz-checksum-crc32c" : "66824");
    var request =
        new HttpParts(
            "PUT",
            "/examplebucket/chunkObject.txt",
            headers.entrySet().stream()
                .map(field -> new Header(field.getKey(), field.getValue()))
                .collect(Collectors.toList()));
    return Signer.sign(
            request,
            S3ExamplesTest.KEYS,
            "us-east-1",
            "s3",
            S3ExamplesTest.NOW,
            new ContentHash.Streamed(framing))
        .seed();
  }

  private static String text(ByteArrayOutputStream wire) {
    return wire.toString(StandardCharsets.ISO_8859_1);
  }
}
