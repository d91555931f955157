package dev.safelight.wire.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {
  private static final byte[] DIGITS = "123456789".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "CRC32, cbf43926",
    "CRC32C, e3069283",
    "CRC64NVME, ae8b14860a799888",
    "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
    "MD5, 25f9e794323b453885f5181f1b624d0b",
  })
  void theCheckValueIsThePublishedOne(ChecksumAlgorithm algorithm, String hex) {
    assertThat(HexFormat.of().formatHex(algorithm.of(DIGITS))).isEqualTo(hex);
    assertThat(algorithm.of(DIGITS)).hasSize(algorithm.size());
  }

  @Test
  void theDocumentedTrailingChecksumIsFound() {
    var body = new byte[66_560];
    Arrays.fill(body, (byte) 'a');
    assertThat(ChecksumAlgorithm.CRC32C.base64(body)).isEqualTo("sOO8/Q==");
  }

  @ParameterizedTest
  @EnumSource
  void piecesGiveTheSameAsTheWhole(ChecksumAlgorithm algorithm) {
    var random = new Random(1);
    for (var length = 0; length < 100; length++) {
      var bytes = new byte[length];
      random.nextBytes(bytes);
      var pieces = algorithm.start();
      for (var at = 0; at < length; ) {
        var piece = Math.min(length - at, 1 + random.nextInt(20));
        pieces.update(bytes, at, piece);
        at += piece;
      }
      assertThat(pieces.value()).isEqualTo(algorithm.of(bytes));
    }
  }

  @Test
  void crc64AgreesWithTheSlowDefinition() {
    var random = new Random(2);
    for (var length = 0; length < 64; length++) {
      var bytes = new byte[length];
      random.nextBytes(bytes);
      var crc = -1L;
      for (var octet : bytes) {
        crc ^= octet & 0xFF;
        for (var bit = 0; bit < 8; bit++) {
          crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ Crc64Nvme.POLYNOMIAL;
        }
      }
      var fast = new Crc64Nvme();
      fast.update(bytes, 0, length);
      assertThat(fast.getValue()).isEqualTo(~crc);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void theFullObjectChecksumOfPartsIsTheOneOfTheObject(ChecksumAlgorithm algorithm) {
    var random = new Random(3);
    for (var round = 0; round < 50; round++) {
      var object = new byte[random.nextInt(5000)];
      random.nextBytes(object);
      var parts = new ArrayList<PartChecksums.Part>();
      for (var at = 0; at < object.length; ) {
        var end = Math.min(object.length, at + 1 + random.nextInt(2000));
        var part = Arrays.copyOfRange(object, at, end);
        parts.add(new PartChecksums.Part(algorithm.base64(part), part.length));
        at = end;
      }
      assertThat(PartChecksums.fullObject(algorithm, parts)).isEqualTo(algorithm.base64(object));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theCompositeChecksumIsOneOfChecksums(ChecksumAlgorithm algorithm) {
    var one = algorithm.of(new byte[] {1});
    var two = algorithm.of(new byte[] {2});
    var both = Arrays.copyOf(one, 2 * one.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    var parts = new ArrayList<PartChecksums.Part>();
    for (var part : new byte[][] {one, two}) {
      parts.add(new PartChecksums.Part(Base64.getEncoder().encodeToString(part), 1));
    }
    assertThat(PartChecksums.composite(algorithm, parts)).isEqualTo(algorithm.base64(both) + "-2");
  }

  @Test
  void aDigestHasNoFullObjectChecksum() {
    assertThatThrownBy(() -> PartChecksums.fullObject(ChecksumAlgorithm.SHA256, new ArrayList<>()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "AAAA", "AAAAAB==", "AAAAAA", "AAAAAA=", "AAAAAA==\n", "!", "AAAAAAAA"})
  void onlyTheOneSpellingOfFourBytesIsACrc32(String base64) {
    assertThat(ChecksumAlgorithm.CRC32.parse(base64)).isEmpty();
    assertThat(ChecksumAlgorithm.CRC32.parse("AAAAAA==")).isPresent();
  }

  @Test
  void algorithmsAreFoundByHeaderAndName() {
    assertThat(ChecksumAlgorithm.ofHeader("X-Amz-Checksum-CRC64NVME"))
        .contains(ChecksumAlgorithm.CRC64NVME);
    assertThat(ChecksumAlgorithm.ofName("crc32c")).contains(ChecksumAlgorithm.CRC32C);
    assertThat(ChecksumAlgorithm.ofName("MD5")).isEmpty();
    assertThat(ChecksumAlgorithm.ofHeader("x-amz-checksum-type")).isEmpty();
  }
}
