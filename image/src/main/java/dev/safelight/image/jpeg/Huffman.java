package dev.safelight.image.jpeg;

/// A Huffman table (ITU-T T.81, annex C), laid out twice.
///
/// Most of a JPEG are the codes of details that an eighth of it does not show. They need not be
/// decoded, only passed: a step passes as many whole symbols, with the bits that follow each, as
/// the next 12 bits hold, two or three of them mostly.
final class Huffman {
  /// Bits that a step looks at. 4,096 steps fit into the cache next to a core.
  static final int WIDTH = 12;

  /// The last symbol of a step ends its block.
  static final int END = 0x80;

  /// By the next 16 bits: length << 8 | symbol, or 0 where no code begins so.
  private final short[] codes = new short[1 << 16];

  /// By the next 12 bits: coefficients passed << 8 | [#END] | bits passed, or 0 where not even one
  /// symbol is whole.
  private final int[] steps = new int[1 << WIDTH];

  /// @param counts of the codes of 1 to 16 bits
  Huffman(int[] counts, byte[] symbols) throws Irregular {
    int code = 0;
    int next = 0;
    for (int length = 1; length <= 16; length++) {
      for (int i = 0; i < counts[length - 1]; i++, code++, next++) {
        // The code of ones alone stays free, so that one more always fits.
        if (code + 1 >= 1 << length) {
          throw new Irregular("Huffman table with too many codes");
        }
        short entry = (short) ((length << 8) | (symbols[next] & 0xFF));
        java.util.Arrays.fill(codes, code << (16 - length), (code + 1) << (16 - length), entry);
      }
      code <<= 1;
    }
    for (int bits = 0; bits < steps.length; bits++) {
      steps[bits] = step(bits);
    }
  }

  int code(long bits) {
    return codes[(int) (bits >>> 48)];
  }

  int step(long bits) {
    return steps[(int) (bits >>> (Long.SIZE - WIDTH))];
  }

  private int step(int bits) {
    int passed = 0;
    int coefficients = 0;
    while (true) {
      int code = codes[(bits << (passed + 16 - WIDTH)) & 0xFFFF];
      int length = code >> 8;
      int size = code & 15;
      int after = passed + length + size;
      if (length == 0 || after > WIDTH) {
        return (coefficients << 8) | passed;
      }
      if (isEnd(code)) {
        return (coefficients << 8) | END | after;
      }
      passed = after;
      coefficients += run(code) + 1;
    }
  }

  /// A symbol without a value ends its block, except for 16 zeros.
  static boolean isEnd(int code) {
    return (code & 15) == 0 && run(code) != 15;
  }

  static int run(int code) {
    return (code >> 4) & 15;
  }
}
