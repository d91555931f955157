package dev.safelight.image.jpeg;

/// Blocks reduced to one sample or two by two: the inverse cosine transform of the lowest
/// frequencies, as libjpeg reckons it (fixed point of 13 bits, two more between the passes), so
/// that samples are the same.
final class Reduced {
  private static final int BITS = 13;
  private static final int BETWEEN = 2;

  /// Of the frequencies 1, 3, 5 and 7.
  private static final int[] FACTORS = {29_692, -10_426, 6_967, -5_906};

  private Reduced() {}

  /// Twice what any picture has: within it no sum leaves an int, beyond it decoders differ.
  private static int inRange(int coefficient) throws Irregular {
    if (coefficient < -2048 || coefficient > 2048) {
      throw new Irregular("coefficient");
    }
    return coefficient;
  }

  static byte one(int dc) throws Irregular {
    return sample((dc + 4) >> 3);
  }

  /// Into two samples of each row.
  static void four(int[] block, byte[] plane, int upper, int lower) throws Irregular {
    // Columns first: both rows of each frequency that counts.
    int above = 0;
    int below = 0;
    int aboveOdd = 0;
    int belowOdd = 0;
    for (int column = 0; column < 8; column += column == 0 ? 1 : 2) {
      int even = inRange(block[column]) << (BITS + 2);
      int odd = odd(block, column + 8, 16);
      int first = descaled(even + odd, BITS - BETWEEN + 2);
      int second = descaled(even - odd, BITS - BETWEEN + 2);
      if (column == 0) {
        above = first << (BITS + 2);
        below = second << (BITS + 2);
      } else {
        aboveOdd += first * FACTORS[column / 2];
        belowOdd += second * FACTORS[column / 2];
      }
    }
    int shift = BITS + BETWEEN + 3 + 2;
    plane[upper] = sample(descaled(above + aboveOdd, shift));
    plane[upper + 1] = sample(descaled(above - aboveOdd, shift));
    plane[lower] = sample(descaled(below + belowOdd, shift));
    plane[lower + 1] = sample(descaled(below - belowOdd, shift));
  }

  private static int odd(int[] block, int from, int step) throws Irregular {
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += inRange(block[from + i * step]) * FACTORS[i];
    }
    return sum;
  }

  private static int descaled(int value, int bits) {
    return (value + (1 << (bits - 1))) >> bits;
  }

  /// What is far beyond black and white is cut off differently by each decoder.
  private static byte sample(int value) throws Irregular {
    if (value < -512 || value > 511) {
      throw new Irregular("sample");
    }
    return (byte) Math.clamp(value + 128, 0, 255);
  }
}
