package dev.safelight.image.jpeg;

/// Blocks reduced to one sample or two by two: the inverse cosine transform of the lowest
/// frequencies, as libjpeg reckons it (fixed point of 13 bits, two more between the passes), so
/// that samples are the same.
final class Reduced {
  private static final int BITS = 13;
  private static final int BETWEEN = 2;
  private static final int BETWEEN_SHIFT = BITS - BETWEEN + 2;
  private static final int LAST_SHIFT = BITS + BETWEEN + 3 + 2;

  /// Of the frequencies 1, 3, 5 and 7.
  private static final int[] FACTORS = {29_692, -10_426, 6_967, -5_906};

  private Reduced() {}

  /// Twice what any picture has: within it no sum leaves an int, beyond it decoders differ.
  static int inRange(int coefficient) throws Irregular {
    if (coefficient < -2048 || coefficient > 2048) {
      throw new Irregular("coefficient");
    }
    return coefficient;
  }

  static byte one(int dc) throws Irregular {
    return sample((dc + 4) >> 3);
  }

  /// Into two samples of each of two rows; `columns` has a bit for each that is not zero.
  static void four(int[] block, int columns, byte[] plane, int upper, int lower) throws Irregular {
    // Columns first: both rows of each frequency that counts, the odd ones and 0.
    int even = inRange(block[0]) << (BITS + 2);
    int odd = odd(block, 0);
    int above = descaled(even + odd, BETWEEN_SHIFT) << (BITS + 2);
    int below = descaled(even - odd, BETWEEN_SHIFT) << (BITS + 2);
    int aboveOdd = 0;
    int belowOdd = 0;
    for (int rest = columns & 0b1010_1010; rest != 0; rest &= rest - 1) {
      int column = Integer.numberOfTrailingZeros(rest);
      even = block[column] << (BITS + 2);
      odd = odd(block, column);
      aboveOdd += descaled(even + odd, BETWEEN_SHIFT) * FACTORS[column / 2];
      belowOdd += descaled(even - odd, BETWEEN_SHIFT) * FACTORS[column / 2];
    }
    plane[upper] = sample(descaled(above + aboveOdd, LAST_SHIFT));
    plane[upper + 1] = sample(descaled(above - aboveOdd, LAST_SHIFT));
    plane[lower] = sample(descaled(below + belowOdd, LAST_SHIFT));
    plane[lower + 1] = sample(descaled(below - belowOdd, LAST_SHIFT));
  }

  private static int odd(int[] block, int column) {
    return block[column + 8] * FACTORS[0]
        + block[column + 24] * FACTORS[1]
        + block[column + 40] * FACTORS[2]
        + block[column + 56] * FACTORS[3];
  }

  private static int descaled(int value, int bits) {
    return (value + (1 << (bits - 1))) >> bits;
  }

  /// What is far beyond black and white is cut off differently by each decoder.
  private static byte sample(int value) throws Irregular {
    if (value < -512 || value > 511) {
      throw new Irregular("sample");
    }
    return (byte) Math.max(0, Math.min(value + 128, 255));
  }
}
