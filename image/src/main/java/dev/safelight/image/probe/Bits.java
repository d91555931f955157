package dev.safelight.image.probe;

/// Reads bits, highest first, as AV1 and HEVC write their headers. Every read is checked.
final class Bits {
  private final Bytes bytes;

  /// HEVC puts a 3 behind each two zero bytes that would be followed by something small (Rec. ITU-T
  /// H.265, 7.4.2).
  private final boolean escaped;

  private long at;
  private int left;
  private int current;
  private int zeros;

  Bits(Bytes bytes, boolean escaped) {
    this.bytes = bytes;
    this.escaped = escaped;
  }

  boolean flag() throws Broken {
    return bits(1) != 0;
  }

  /// Up to 32 of them.
  long bits(int count) throws Broken {
    long value = 0;
    for (int i = 0; i < count; i++) {
      if (left == 0) {
        next();
      }
      value = value << 1 | (current >> --left & 1);
    }
    return value;
  }

  void skip(int count) throws Broken {
    for (int more = count; more > 0; more -= 32) {
      bits(Math.min(more, 32));
    }
  }

  /// Exp-Golomb: `ue(v)` of HEVC, `uvlc()` of AV1.
  long golomb() throws Broken {
    int zerosBefore = 0;
    while (!flag()) {
      if (++zerosBefore > 31) {
        throw Broken.corrupt("a number of more than 32 bits in an AV1 or HEVC header");
      }
    }
    return (1L << zerosBefore) - 1 + bits(zerosBefore);
  }

  private void next() throws Broken {
    current = bytes.u8(at++);
    if (escaped && zeros >= 2 && current == 3) {
      current = bytes.u8(at++);
      zeros = 0;
    }
    zeros = current == 0 ? zeros + 1 : 0;
    left = 8;
  }
}
