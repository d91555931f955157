package dev.safelight.policy.match;

import java.util.Arrays;

/// Characters with `?` among them. All places where it may still fit are followed at once, one bit
/// each, 64 to a step (Baeza-Yates and Gonnet's shift-and).
final class HoledRun implements Run {
  /// The characters it wants, sorted; for each the bits of the positions that take it. Positions
  /// that take any character are set in all of them and in `holes`.
  private final int[] letters;

  private final long[][] takes;
  private final long[] holes;
  private final int length;
  private final boolean ignoreCase;

  private HoledRun(int[] letters, long[][] takes, long[] holes, int length, boolean ignoreCase) {
    this.letters = letters;
    this.takes = takes;
    this.holes = holes;
    this.length = length;
    this.ignoreCase = ignoreCase;
  }

  static HoledRun of(String text, boolean[] isHole, boolean ignoreCase) {
    var points = text.codePoints().map(point -> fold(point, ignoreCase)).toArray();
    var letters = Arrays.stream(points).sorted().distinct().toArray();
    var words = (points.length + Long.SIZE - 1) / Long.SIZE;
    var takes = new long[letters.length][words];
    var holes = new long[words];
    int at = 0;
    for (int i = 0; i < points.length; i++) {
      var into = isHole[at] ? holes : takes[Arrays.binarySearch(letters, points[i])];
      into[i / Long.SIZE] |= 1L << i;
      at += Character.charCount(points[i]);
    }
    for (var some : takes) {
      for (int word = 0; word < words; word++) {
        some[word] |= holes[word];
      }
    }
    return new HoledRun(letters, takes, holes, points.length, ignoreCase);
  }

  @Override
  public int find(CharSequence value, int from, int to) {
    var fits = new long[holes.length];
    int at = from;
    while (at < to) {
      var point = Character.codePointAt(value, at);
      at += Character.charCount(point);
      var letter = Arrays.binarySearch(letters, fold(point, ignoreCase));
      advance(fits, letter < 0 ? holes : takes[letter]);
      if ((fits[fits.length - 1] >>> (length - 1) & 1) != 0) {
        return at;
      }
    }
    return -1;
  }

  /// Each place that fitted so far fits one character further, if that position takes it; and a new
  /// place begins.
  private static void advance(long[] fits, long[] taking) {
    long carry = 1;
    for (int word = 0; word < fits.length; word++) {
      var next = carry;
      carry = fits[word] >>> (Long.SIZE - 1);
      fits[word] = (fits[word] << 1 | next) & taking[word];
    }
  }

  private static int fold(int point, boolean ignoreCase) {
    return ignoreCase && Character.isBmpCodePoint(point) ? Letters.fold((char) point) : point;
  }
}
