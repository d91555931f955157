package dev.safelight.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.safelight.wire.sigv4.BodyException.Flaw;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AwsChunkedTest {
  private static final String TRAILER = "x-amz-checksum-crc32";
  private static final Seed SEED =
      new Seed(
          SigningKey.of("secret", new Scope("20260301", "us-east-1", "s3")),
          "0".repeat(64),
          "20260301T100000Z");
  private final Random random = new Random(7);

  @ParameterizedTest
  @EnumSource
  void whatIsEncodedIsDecoded(Framing framing) throws IOException {
    for (var length : new int[] {0, 1, 8191, 8192, 8193, 16_384, 40_000}) {
      var body = bytes(length);
      var decoded = decode(framing, encode(framing, body), length);
      assertThat(decoded.readAllBytes()).isEqualTo(body);
      assertThat(decoded.trailers()).hasSize(framing.hasTrailer() ? 1 : 0);
      assertThat(decoded.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBodyCutShortNeverEnds(Framing framing) {
    var wire = encode(framing, bytes(9000));
    for (var length = 0; length < wire.length; length++) {
      var cut = Arrays.copyOf(wire, length);
      assertThatThrownBy(() -> decode(framing, cut, 9000).readAllBytes())
          .isInstanceOf(BodyException.class)
          .extracting(broken -> ((BodyException) broken).flaw())
          .isEqualTo(Flaw.INCOMPLETE_BODY);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGNED", "SIGNED_WITH_TRAILER"})
  void noByteOfASignedBodyCanChange(Framing framing) {
    var body = bytes(9000);
    var wire = encode(framing, body);
    for (var at = 0; at < wire.length; at++) {
      // The letter case of a size or of a trailer's name means nothing.
      for (var bit : isBody(wire, at) ? new int[] {0x20} : new int[] {0x01, 0x02, 0x80}) {
        var doctored = wire.clone();
        doctored[at] ^= (byte) bit;
        assertThatThrownBy(() -> decode(framing, doctored, body.length).readAllBytes())
            .as("bit %d of byte %d", bit, at)
            .isInstanceOf(BodyException.class);
      }
    }
  }

  @Test
  void noByteOfAnUnsignedFramingCanChange() throws IOException {
    var body = new byte[9000];
    var wire = encode(Framing.UNSIGNED_WITH_TRAILER, body);
    for (var at = 0; at < wire.length; at++) {
      var doctored = wire.clone();
      doctored[at] ^= 0x01;
      var decoded = decode(Framing.UNSIGNED_WITH_TRAILER, doctored, body.length);
      try {
        // Body and checksum are the only bytes without a promise; the checksum is the caller's.
        var read = decoded.readAllBytes();
        assertThat(read.length).isEqualTo(body.length);
        assertThat(Arrays.equals(read, body))
            .isEqualTo(!decoded.trailers().equals(Map.of(TRAILER, "AAAAAA==")));
      } catch (BodyException refused) {
        assertThat(refused.flaw()).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void lengthIsHeldToTheByte(Framing framing) {
    var wire = encode(framing, bytes(9000));
    assertThat(flaw(decode(framing, wire, 8999))).isEqualTo(Flaw.LENGTH_MISMATCH);
    assertThat(flaw(decode(framing, wire, 9001))).isEqualTo(Flaw.LENGTH_MISMATCH);
  }

  @ParameterizedTest
  @EnumSource
  void nothingMayFollow(Framing framing) throws IOException {
    var wire = new ByteArrayOutputStream();
    wire.write(encode(framing, bytes(10)));
    wire.write('\n');
    assertThat(flaw(decode(framing, wire.toByteArray(), 10))).isEqualTo(Flaw.TRAILING_GARBAGE);
  }

  @Test
  void chunksCannotTradePlaces() {
    var wire = text(encode(Framing.SIGNED, bytes(16_384)));
    var one = wire.substring(0, wire.length() - 86).substring(0, 8192 + 4 + 17 + 64 + 4);
    var two = wire.substring(one.length(), 2 * one.length());
    var last = wire.substring(2 * one.length());
    assertThat(one).hasSameSizeAs(two);
    assertThat(flaw(decode(Framing.SIGNED, octets(two + one + last), 16_384)))
        .isEqualTo(Flaw.SIGNATURE_MISMATCH);
    assertThat(flaw(decode(Framing.SIGNED, octets(one + last), 8192)))
        .isEqualTo(Flaw.SIGNATURE_MISMATCH);
  }

  @Test
  void aTrailerSignatureInAFramingWithoutTrailerIsRefused() {
    var wire = text(encode(Framing.SIGNED, bytes(10)));
    var more =
        wire.substring(0, wire.length() - 2)
            + "x-amz-trailer-signature:"
            + "0".repeat(64)
            + "\r\n\r\n";
    assertThat(flaw(decode(Framing.SIGNED, octets(more), 10))).isEqualTo(Flaw.MALFORMED_CHUNK);
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-other:1, MALFORMED_TRAILER",
    "no colon, MALFORMED_TRAILER",
    ":empty name, MALFORMED_TRAILER",
    "x-amz-checksum-crc32:1|x-amz-checksum-crc32:1, MALFORMED_TRAILER",
    "x-amz-checksum-crc32:1|x-amz-trailer-signature:0, MALFORMED_TRAILER",
  })
  void onlyAnnouncedTrailersAreTaken(String lines, Flaw flaw) {
    var wire = octets("2\r\nhi\r\n0\r\n" + lines.replace("|", "\r\n") + "\r\n\r\n");
    assertThat(flaw(decode(Framing.UNSIGNED_WITH_TRAILER, wire, 2))).isEqualTo(flaw);
  }

  @Test
  void anAnnouncedTrailerMustCome() {
    var wire = octets("2\r\nhi\r\n0\r\n\r\n");
    assertThat(flaw(decode(Framing.UNSIGNED_WITH_TRAILER, wire, 2)))
        .isEqualTo(Flaw.MALFORMED_TRAILER);
  }

  @ParameterizedTest
  @CsvSource({
    "-2, MALFORMED_CHUNK",
    "+2, MALFORMED_CHUNK",
    "0x2, MALFORMED_CHUNK",
    "'', MALFORMED_CHUNK",
    "' 2', MALFORMED_CHUNK",
    "2;x=y, MALFORMED_CHUNK",
    "٢, MALFORMED_CHUNK",
    "7fffffffffffffff, MALFORMED_CHUNK",
    "fffffffffffffff, LENGTH_MISMATCH",
    "3, LENGTH_MISMATCH",
  })
  void aHostileSizeIsRefused(String size, Flaw flaw) {
    var wire = (size + "\r\nhi\r\n0\r\n").getBytes(StandardCharsets.UTF_8);
    assertThat(flaw(decode(Framing.UNSIGNED_WITH_TRAILER, wire, 2))).isEqualTo(flaw);
  }

  @Test
  void anEndlessHeaderIsNotRead() {
    var endless =
        new InputStream() {
          private int served;

          @Override
          public int read() {
            served++;
            return '1';
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            Arrays.fill(buffer, offset, offset + length, (byte) '1');
            served += length;
            return length;
          }
        };
    var body = AwsChunked.unsigned(endless, 10, Set.of());
    assertThat(flaw(body)).isEqualTo(Flaw.MALFORMED_CHUNK);
    assertThat(endless.served).isLessThan(20_000);
  }

  @Test
  void onlyTheLastChunkMayBeSmall() {
    var wire = octets("1\r\na\r\n1\r\nb\r\n0\r\n\r\n");
    assertThat(flaw(AwsChunked.unsigned(new ByteArrayInputStream(wire), 2, Set.of())))
        .isEqualTo(Flaw.CHUNK_TOO_SMALL);
  }

  @Test
  void aBrokenBodyStaysBroken() {
    var body = decode(Framing.SIGNED, octets("x\r\n"), 1);
    assertThat(flaw(body)).isEqualTo(Flaw.MALFORMED_CHUNK);
    assertThat(flaw(body)).isEqualTo(Flaw.MALFORMED_CHUNK);
    assertThatThrownBy(body::trailers).isInstanceOf(IllegalStateException.class);
  }

  private static Flaw flaw(InputStream body) {
    return catchThrowableOfType(BodyException.class, body::readAllBytes).flaw();
  }

  private static AwsChunked decode(Framing framing, byte[] wire, long length) {
    var source = new ByteArrayInputStream(wire);
    return switch (framing) {
      case SIGNED -> AwsChunked.signed(source, SEED, length);
      case SIGNED_WITH_TRAILER -> AwsChunked.signed(source, SEED, length, Set.of(TRAILER));
      case UNSIGNED_WITH_TRAILER -> AwsChunked.unsigned(source, length, Set.of(TRAILER));
    };
  }

  private static byte[] encode(Framing framing, byte[] body) {
    try {
      var wire = new ByteArrayOutputStream();
      var output =
          framing.isSigned()
              ? AwsChunkedOutput.signed(wire, framing, SEED, 8192)
              : AwsChunkedOutput.unsigned(wire, 8192);
      output.write(body);
      output.finish(framing.hasTrailer() ? Map.of(TRAILER, "AAAAAA==") : Map.of());
      return wire.toByteArray();
    } catch (IOException memoryNeverFails) {
      throw new UncheckedIOException(memoryNeverFails);
    }
  }

  /// Both chunks of a body of 9000 bytes stand between lines of one length.
  private static boolean isBody(byte[] wire, int at) {
    var first = "2000;chunk-signature=".length() + 64 + 2;
    var second = first + 8192 + 2 + first - 1;
    assertThat(wire[first - 1]).isEqualTo((byte) '\n');
    assertThat(wire[second - 1]).isEqualTo((byte) '\n');
    return (at >= first && at < first + 8192) || (at >= second && at < second + 808);
  }

  private static String text(byte[] wire) {
    return new String(wire, StandardCharsets.ISO_8859_1);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
