package dev.safelight.wire.checksum;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// The checksum of an object that was uploaded in parts, from the parts' own. Stateless.
///
/// AWS: "Checking object integrity in Amazon S3", full object and composite checksums.
public final class PartChecksums {
  /// One part's checksum and its length in bytes, in the order of the object.
  public record Part(String base64, long length) {}

  private PartChecksums() {}

  /// `COMPOSITE`: the checksum over the parts' checksums, then `-` and their number.
  ///
  /// @throws IllegalArgumentException where a part is no checksum of that algorithm
  public static String composite(ChecksumAlgorithm algorithm, List<Part> parts) {
    var checksum = algorithm.start();
    for (var part : parts) {
      checksum.update(bytes(algorithm, part), 0, algorithm.size());
    }
    return checksum.base64() + "-" + parts.size();
  }

  /// `FULL_OBJECT`: what the checksum over all bytes would be; only for the CRCs, as on AWS.
  ///
  /// @throws IllegalArgumentException for another algorithm, or a part without its checksum
  public static String fullObject(ChecksumAlgorithm algorithm, List<Part> parts) {
    var combination = combination(algorithm);
    var crc = 0L; // the checksum of no bytes at all
    for (var part : parts) {
      crc = combination.combine(crc, number(bytes(algorithm, part)), part.length());
    }
    var eight = ByteBuffer.allocate(Long.BYTES).putLong(crc).array();
    return Base64.getEncoder()
        .encodeToString(Arrays.copyOfRange(eight, Long.BYTES - algorithm.size(), Long.BYTES));
  }

  private static CrcCombination combination(ChecksumAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> new CrcCombination(32, 0xEDB88320L);
      case CRC32C -> new CrcCombination(32, 0x82F63B78L);
      case CRC64NVME -> new CrcCombination(64, Crc64Nvme.POLYNOMIAL);
      case SHA1, SHA256, MD5 ->
          throw new IllegalArgumentException(algorithm + " has no full object checksum of parts");
    };
  }

  private static long number(byte[] bytes) {
    var number = 0L;
    for (var octet : bytes) {
      number = number << 8 | (octet & 0xFF);
    }
    return number;
  }

  private static byte[] bytes(ChecksumAlgorithm algorithm, Part part) {
    return algorithm
        .parse(part.base64())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "not a %s checksum: \"%s\"".formatted(algorithm, part.base64())));
  }
}
