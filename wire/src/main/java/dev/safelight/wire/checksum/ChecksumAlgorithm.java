package dev.safelight.wire.checksum;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// The checksums S3 keeps with an object, and MD5, which it takes as `Content-MD5`.
///
/// On the wire each is the base64 of its bytes, most significant first. AWS: "Checking object
/// integrity in Amazon S3".
public enum ChecksumAlgorithm {
  CRC32("x-amz-checksum-crc32", 4),
  CRC32C("x-amz-checksum-crc32c", 4),
  CRC64NVME("x-amz-checksum-crc64nvme", 8),
  SHA1("x-amz-checksum-sha1", 20),
  SHA256("x-amz-checksum-sha256", 32),
  MD5("content-md5", 16);

  private final String header;
  private final int size;

  ChecksumAlgorithm(String header, int size) {
    this.header = header;
    this.size = size;
  }

  /// Finds an algorithm by its header; letter case does not matter.
  public static Optional<ChecksumAlgorithm> ofHeader(String header) {
    return Arrays.stream(values()).filter(one -> one.header.equalsIgnoreCase(header)).findFirst();
  }

  /// Finds one by the name in `x-amz-sdk-checksum-algorithm` and `x-amz-checksum-algorithm`, where
  /// MD5 has no place; letter case does not matter.
  public static Optional<ChecksumAlgorithm> ofName(String name) {
    return Arrays.stream(values())
        .filter(one -> one != MD5 && one.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /// The header or trailer that carries it, in lower case.
  public String header() {
    return header;
  }

  /// The length of a checksum in bytes.
  public int size() {
    return size;
  }

  /// A new computation over no bytes yet.
  public Checksum start() {
    return switch (this) {
      case CRC32 -> new Checksum.Crc(new CRC32(), size);
      case CRC32C -> new Checksum.Crc(new CRC32C(), size);
      case CRC64NVME -> new Checksum.Crc(new Crc64Nvme(), size);
      case SHA1 -> Checksum.Digest.of("SHA-1");
      case SHA256 -> Checksum.Digest.of("SHA-256");
      case MD5 -> Checksum.Digest.of("MD5");
    };
  }

  /// The checksum of all of `bytes`.
  public byte[] of(byte[] bytes) {
    var checksum = start();
    checksum.update(bytes, 0, bytes.length);
    return checksum.value();
  }

  /// The checksum of all of `bytes` as the header carries it.
  public String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(of(bytes));
  }

  /// Reads a header's value; empty unless it is the base64 of exactly [#size] bytes.
  public Optional<byte[]> parse(String base64) {
    try {
      var bytes = Base64.getDecoder().decode(base64);
      // Re-encoding refuses a second spelling of the same bytes (stray bits, no padding).
      return bytes.length == size && Base64.getEncoder().encodeToString(bytes).equals(base64)
          ? Optional.of(bytes)
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // no base64 at all
    }
  }
}
