package dev.safelight.cloud.sqs;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A receipt: proof that somebody received a message, and which time. Printed, it is opaque to
/// clients; nobody can make one up, for it holds 16 random bytes that the message's row knows.
///
/// @param queue the row that it was received from
/// @param seq the message's row
record Handle(long queue, long seq, String text) {
  private static final int NONCE = 16;
  private static final int LENGTH = 2 * Long.BYTES + NONCE;

  static Handle next(long queue, long seq, SecureRandom random) {
    var nonce = new byte[NONCE];
    random.nextBytes(nonce);
    var bytes = ByteBuffer.allocate(LENGTH).putLong(queue).putLong(seq).put(nonce).array();
    return new Handle(queue, seq, Base64.getEncoder().encodeToString(bytes));
  }

  /// A handle as a client sends it.
  ///
  /// @throws dev.safelight.cloud.call.Fault where it is none, or one of another queue
  static Handle of(@Nullable String text, long queue) {
    if (text == null || text.isEmpty()) {
      throw Faults.missing("ReceiptHandle");
    }
    try {
      var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      if (bytes.remaining() == LENGTH) {
        var handle = new Handle(bytes.getLong(), bytes.getLong(), text);
        if (handle.queue() == queue) {
          return handle;
        }
      }
    } catch (IllegalArgumentException _) {
      // Told like any other text that is no handle.
    }
    throw Faults.handle(text);
  }
}
