package dev.safelight.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Progressive JPEGs of nothing whose every scan is valid: each band begins at the highest bit and
/// is refined down to the lowest, and a decoder walks over all coefficients each time. A scan is
/// some bytes for each 32,767 blocks.
final class Scans {
  /// The highest bit that libjpeg takes.
  private static final int HIGHEST = 13;

  /// Of this code: 0 for a difference of nothing; 10 and 14 bits more for the end of 16,384 blocks
  /// and as many as they say.
  private static final byte[] DC = {0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  private static final byte[] AC = {
    0x10, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, (byte) 0xE0
  };

  private Scans() {}

  /// In colour, of 1 + 3 x 14 scans.
  static byte[] of(int width, int height) {
    var quantum = new byte[65];
    Arrays.fill(quantum, 1, 65, (byte) 1);
    var frame = ByteBuffer.allocate(15).put((byte) 8).putShort((short) height);
    frame.putShort((short) width).put((byte) 3);
    frame.put(new byte[] {1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0});
    int blocks = Math.ceilDiv(width, 8) * Math.ceilDiv(height, 8);
    var parts =
        new ArrayList<>(
            List.of(
                new byte[] {-1, -40},
                segment(0xDB, quantum),
                segment(0xC2, frame.array()),
                segment(0xC4, DC),
                segment(0xC4, AC),
                segment(0xDA, new byte[] {3, 1, 0, 2, 0, 3, 0, 0, 0, 0}),
                new byte[Math.ceilDiv(3 * blocks, 8)]));
    var nothing = ends(blocks);
    for (int component = 1; component <= 3; component++) {
      for (int low = HIGHEST; low >= 0; low--) {
        int high = low == HIGHEST ? 0 : low + 1;
        parts.add(
            segment(0xDA, new byte[] {1, (byte) component, 0, 1, 63, (byte) (high << 4 | low)}));
        parts.add(nothing);
      }
    }
    parts.add(new byte[] {-1, -39});
    return Originals.join(parts.toArray(byte[][]::new));
  }

  /// The same with so many bytes of comments, at least.
  static byte[] padded(int width, int height, int bytes) {
    var plain = of(width, height);
    var comment = segment(0xFE, new byte[65_533]);
    var parts = new ArrayList<byte[]>();
    parts.add(Arrays.copyOf(plain, 2));
    for (int at = 0; at < bytes; at += comment.length) {
      parts.add(comment);
    }
    parts.add(Arrays.copyOfRange(plain, 2, plain.length));
    return Originals.join(parts.toArray(byte[][]::new));
  }

  /// 16 bits for each 16,384 blocks or more; the last may say more than there are.
  private static byte[] ends(int blocks) {
    int runs = Math.ceilDiv(blocks, 16_384);
    var bits = ByteBuffer.allocate(2 * runs);
    for (int i = 0; i < runs; i++) {
      bits.putShort((short) 0b10_00000000000000);
    }
    return bits.array();
  }

  private static byte[] segment(int marker, byte[] body) {
    return ByteBuffer.allocate(4 + body.length)
        .put((byte) 0xFF)
        .put((byte) marker)
        .putShort((short) (2 + body.length))
        .put(body)
        .array();
  }
}
