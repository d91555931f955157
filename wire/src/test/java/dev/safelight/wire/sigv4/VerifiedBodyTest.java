package dev.safelight.wire.sigv4;

import static dev.safelight.wire.sigv4.GeneratedRequests.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.safelight.wire.sigv4.BodyException.Flaw;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole way of an upload: signed, sent, verified, read.
class VerifiedBodyTest {
  private static final Credentials KEYS = new Credentials("AKID", "secret", "token");
  private static final byte[] BODY = new byte[20_000];

  static {
    Arrays.fill(BODY, (byte) 'x');
  }

  /// A request that was verified, with the seed that its chunks continue from.
  private record Upload(Claim.Signed claim, Seed seed) {
    static Upload of(ContentHash body, Header... more) {
      var headers = new ArrayList<>(List.of(more));
      headers.add(new Header("Host", "localhost"));
      var request = new HttpParts("PUT", "/bucket/key", headers);
      var sent = Signer.sign(request, KEYS, "us-east-1", "s3", NOW, body).request();
      var claim = (Claim.Signed) Claim.read(sent.method(), sent.target(), sent.headers());
      var verdict =
          new Verifier().verify(claim, "secret", claim.contentHash(), Expected.at(NOW, "s3"));
      return new Upload(claim, ((Verdict.Verified) verdict).seed());
    }

    VerifiedBody read(byte[] wire, long declaredLength) throws BodyException {
      return VerifiedBody.of(claim, seed, new ByteArrayInputStream(wire), declaredLength);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStreamedUploadArrives(Framing framing) throws IOException {
    var upload = streamed(framing);
    var wire = encode(framing, upload.seed());
    var body = upload.read(wire, wire.length);
    assertThat(body.readAllBytes()).isEqualTo(BODY);
    assertThat(body.trailers())
        .isEqualTo(framing.hasTrailer() ? Map.of("x-amz-checksum-crc32", "AAAAAA==") : Map.of());
  }

  @Test
  void chunksOfAnotherRequestAreRefused() throws IOException {
    var wire = encode(Framing.SIGNED, streamed(Framing.SIGNED).seed());
    var other = streamed(Framing.SIGNED, new Header("x-amz-meta-a", "b"));
    assertThat(flaw(other.read(wire, wire.length))).isEqualTo(Flaw.SIGNATURE_MISMATCH);
  }

  @Test
  void aHashedUploadMustBeTheOneThatWasHashed() throws IOException {
    var upload = Upload.of(ContentHash.of(BODY));
    assertThat(upload.read(BODY, BODY.length).readAllBytes()).isEqualTo(BODY);
    assertThat(upload.read(BODY, -1).readAllBytes()).isEqualTo(BODY);
    var other = BODY.clone();
    for (var at : new int[] {0, 9999, BODY.length - 1}) {
      other[at] ^= 1;
      assertThat(flaw(upload.read(other, other.length))).isEqualTo(Flaw.CONTENT_HASH_MISMATCH);
      other[at] ^= 1;
    }
    var cut = Arrays.copyOf(BODY, BODY.length - 1);
    assertThat(flaw(upload.read(cut, BODY.length))).isEqualTo(Flaw.INCOMPLETE_BODY);
    assertThat(flaw(upload.read(cut, -1))).isEqualTo(Flaw.CONTENT_HASH_MISMATCH);
    assertThat(flaw(upload.read(BODY, BODY.length - 1))).isEqualTo(Flaw.TRAILING_GARBAGE);
  }

  @Test
  void anUnsignedUploadIsHeldToItsLength() throws IOException {
    var upload = Upload.of(ContentHash.UNSIGNED);
    var body = upload.read(BODY, BODY.length);
    assertThat(body.readAllBytes()).isEqualTo(BODY);
    assertThat(body.trailers()).isEmpty();
    assertThat(flaw(upload.read(BODY, BODY.length + 1))).isEqualTo(Flaw.INCOMPLETE_BODY);
    assertThat(flaw(upload.read(BODY, 0))).isEqualTo(Flaw.TRAILING_GARBAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1e3", "0x10", "9999999999999999999", "1 2"})
  void aStreamedUploadMustTellItsLength(String length) {
    var hash = new ContentHash.Streamed(Framing.SIGNED);
    var upload = Upload.of(hash, new Header("x-amz-decoded-content-length", length));
    var refused = catchThrowableOfType(BodyException.class, () -> upload.read(BODY, 1));
    assertThat(refused.flaw()).isEqualTo(Flaw.MISSING_LENGTH);
    assertThat(
            catchThrowableOfType(BodyException.class, () -> Upload.of(hash).read(BODY, 1)).flaw())
        .isEqualTo(Flaw.MISSING_LENGTH);
  }

  @Test
  void aSourceThatFailsIsNeverTheEnd() throws IOException {
    var broken =
        new InputStream() {
          private int failures;

          @Override
          public int read() throws IOException {
            if (failures++ > 0) {
              throw new IOException("read again");
            }
            throw new IOException("reset");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        };
    var upload = Upload.of(ContentHash.UNSIGNED);
    var body = VerifiedBody.of(upload.claim(), upload.seed(), broken, 0);
    for (var attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(body::read).isInstanceOf(IOException.class).hasMessage("reset");
    }
    assertThatThrownBy(body::trailers).isInstanceOf(IllegalStateException.class);
  }

  private static Upload streamed(Framing framing, Header... more) {
    var headers = new ArrayList<>(List.of(more));
    headers.add(new Header("x-amz-decoded-content-length", "" + BODY.length));
    if (framing.hasTrailer()) {
      headers.add(new Header("x-amz-trailer", "X-Amz-Checksum-Crc32"));
    }
    return Upload.of(new ContentHash.Streamed(framing), headers.toArray(Header[]::new));
  }

  private static byte[] encode(Framing framing, Seed seed) throws IOException {
    var wire = new ByteArrayOutputStream();
    try (var output =
        framing.isSigned()
            ? AwsChunkedOutput.signed(wire, framing, seed, 8192)
            : AwsChunkedOutput.unsigned(wire, 8192)) {
      output.write(BODY);
      output.finish(framing.hasTrailer() ? Map.of("x-amz-checksum-crc32", "AAAAAA==") : Map.of());
    }
    return wire.toByteArray();
  }

  private static Flaw flaw(VerifiedBody body) {
    return catchThrowableOfType(BodyException.class, body::readAllBytes).flaw();
  }
}
