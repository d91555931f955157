package dev.safelight.image.jpeg;

/// The order of coefficients in a file (ITU-T T.81, figure A.6).
final class Zigzag {
  /// Where the one of each number stands in rows of eight.
  static final int[] ROWS = rows();

  private Zigzag() {}

  /// Diagonals, upwards and downwards in turn.
  private static int[] rows() {
    var rows = new int[64];
    int next = 0;
    for (int sum = 0; sum <= 14; sum++) {
      for (int i = Math.max(0, sum - 7); i <= Math.min(7, sum); i++) {
        int row = sum % 2 == 0 ? sum - i : i;
        rows[next++] = 8 * row + sum - row;
      }
    }
    return rows;
  }
}
