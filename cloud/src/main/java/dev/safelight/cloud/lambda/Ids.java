package dev.safelight.cloud.lambda;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/// Random identifiers from the injected source.
final class Ids {
  private Ids() {}

  /// A version 4 UUID (RFC 9562, 5.4), as request ids and revisions are.
  static String uuid(SecureRandom random) {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
    bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
    var buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong()).toString();
  }
}
