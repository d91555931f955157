package dev.safelight.image.jpeg;

import java.util.Arrays;

/// A Huffman table (ITU-T T.81, annex C), laid out for each way of reading it.
///
/// Most of a JPEG are the codes of details that an eighth of it does not show. They need not be
/// decoded, only passed: a step passes as many whole symbols, with the bits that follow each, as
/// the next 13 bits hold, two or three of them mostly.
final class Huffman {
  /// Bits that a step looks at. 8,192 steps, two bytes each, fit into the cache next to a core.
  static final int WIDTH = 13;

  /// The last symbol of a step ends its block.
  static final int END = 0x10;

  /// No symbol passes so many coefficients: it ends its block.
  static final int ALL = 64;

  /// Tables larger than this would not stay in the cache.
  private static final int SHORT = 9;

  private static final int SMALL = 10;

  /// By the next 9 bits: length << 8 | symbol, or 0 where no code of so few begins.
  private final short[] codes = new short[1 << SHORT];

  /// Of each length, the first 16 bits that are beyond its codes, and what makes a code a symbol's
  /// number.
  private final int[] beyond = new int[17];

  private final int[] numbers = new int[17];
  private final byte[] symbols;

  /// By the next 13 bits: coefficients passed << 5 | [#END] | bits passed, or 0 where not even one
  /// symbol is whole.
  private final short[] steps;

  /// By the next 10 bits, of one symbol: the value behind it << 16 | zeros before it, or [#ALL], <<
  /// 5 | bits of both; or 0 where they do not hold it.
  private final int[] values;

  /// @param ac whether it is of AC coefficients, which alone are passed
  /// @param counts of the codes of 1 to 16 bits
  Huffman(boolean ac, int[] counts, byte[] symbols) throws Irregular {
    this.symbols = symbols;
    int code = 0;
    int next = 0;
    for (int length = 1; length <= 16; length++) {
      numbers[length] = next - code;
      for (int i = 0; i < counts[length - 1]; i++, code++, next++) {
        // The code of ones alone stays free, so that one more always fits.
        if (code + 1 >= 1 << length) {
          throw new Irregular("Huffman table with too many codes");
        }
        if (length <= SHORT) {
          short entry = (short) ((length << 8) | (symbols[next] & 0xFF));
          Arrays.fill(codes, code << (SHORT - length), (code + 1) << (SHORT - length), entry);
        }
      }
      beyond[length] = code << (16 - length);
      code <<= 1;
    }
    this.steps = new short[ac ? 1 << WIDTH : 0];
    this.values = new int[1 << SMALL];
    for (int bits = 0; bits < steps.length; bits++) {
      steps[bits] = (short) step(bits);
    }
    for (int bits = 0; bits < values.length; bits++) {
      values[bits] = small((long) bits << (Long.SIZE - SMALL));
    }
  }

  /// Of the highest bits: length << 8 | symbol, or 0 where no code begins so.
  int code(long bits) {
    int code = codes[(int) (bits >>> (Long.SIZE - SHORT))];
    return code != 0 ? code : longer((int) (bits >>> 48));
  }

  private int longer(int bits) {
    for (int length = SHORT + 1; length <= 16; length++) {
      if (bits < beyond[length]) {
        int number = (bits >> (16 - length)) + numbers[length];
        return (length << 8) | (symbols[number] & 0xFF);
      }
    }
    return 0;
  }

  int step(long bits) {
    return steps[(int) (bits >>> (Long.SIZE - WIDTH))];
  }

  int value(long bits) {
    return values[(int) (bits >>> (Long.SIZE - SMALL))];
  }

  private int small(long bits) {
    int code = code(bits);
    int length = code >> 8;
    int size = code & 15;
    if (length == 0 || length + size > SMALL) {
      return 0;
    }
    int zeros = isEnd(code) ? ALL : run(code);
    return (value(bits << length, size) << 16) | (zeros << 5) | (length + size);
  }

  /// Of the highest bits: those without a leading one are negative (T.81, table F.1).
  static int value(long bits, int size) {
    if (size == 0) {
      return 0;
    }
    int value = (int) (bits >>> (Long.SIZE - size));
    return bits < 0 ? value : value - (1 << size) + 1;
  }

  private int step(int bits) {
    int passed = 0;
    int coefficients = 0;
    while (true) {
      int code = code((long) bits << (passed + Long.SIZE - WIDTH));
      int length = code >> 8;
      int size = code & 15;
      int after = passed + length + size;
      if (length == 0 || after > WIDTH) {
        return (coefficients << 5) | passed;
      }
      if (isEnd(code)) {
        return (coefficients << 5) | END | after;
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
