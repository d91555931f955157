package dev.safelight.wire.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// A running checksum: feed it bytes, then read its value once. For one thread.
public sealed interface Checksum {
  void update(byte[] bytes, int offset, int length);

  /// The checksum's bytes, most significant first; the computation is over after it.
  byte[] value();

  /// The value as headers carry it.
  default String base64() {
    return Base64.getEncoder().encodeToString(value());
  }

  /// One of the cyclic redundancy checks.
  final class Crc implements Checksum {
    private final java.util.zip.Checksum crc;
    private final int size;

    Crc(java.util.zip.Checksum crc, int size) {
      this.crc = crc;
      this.size = size;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
      crc.update(bytes, offset, length);
    }

    @Override
    public byte[] value() {
      var eight = ByteBuffer.allocate(Long.BYTES).putLong(crc.getValue()).array();
      return Arrays.copyOfRange(eight, Long.BYTES - size, Long.BYTES);
    }
  }

  /// One of the cryptographic digests.
  final class Digest implements Checksum {
    private final MessageDigest digest;

    private Digest(MessageDigest digest) {
      this.digest = digest;
    }

    static Digest of(String name) {
      try {
        return new Digest(MessageDigest.getInstance(name));
      } catch (NoSuchAlgorithmException everyJdkHasIt) {
        throw new IllegalStateException(everyJdkHasIt);
      }
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }

    @Override
    public byte[] value() {
      return digest.digest();
    }
  }
}
