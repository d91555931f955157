package dev.safelight.policy.match;

/// Characters only, searched as Knuth, Morris and Pratt do: at most two comparisons for each
/// character of the value.
final class PlainRun implements Run {
  private final String text;
  private final boolean ignoreCase;

  /// For each length that fits, how much of it still fits when the next character does not.
  private final int[] retreat;

  private PlainRun(String text, boolean ignoreCase, int[] retreat) {
    this.text = text;
    this.ignoreCase = ignoreCase;
    this.retreat = retreat;
  }

  static PlainRun of(String text, boolean ignoreCase) {
    var folded = ignoreCase ? Letters.fold(text) : text;
    var retreat = new int[folded.length()];
    int fits = 0;
    for (int i = 1; i < retreat.length; i++) {
      while (fits > 0 && folded.charAt(fits) != folded.charAt(i)) {
        fits = retreat[fits - 1];
      }
      if (folded.charAt(fits) == folded.charAt(i)) {
        fits++;
      }
      retreat[i] = fits;
    }
    return new PlainRun(folded, ignoreCase, retreat);
  }

  @Override
  public int find(CharSequence value, int from, int to) {
    int fits = 0;
    for (int at = from; at < to; at++) {
      var next = ignoreCase ? Letters.fold(value.charAt(at)) : value.charAt(at);
      while (fits > 0 && text.charAt(fits) != next) {
        fits = retreat[fits - 1];
      }
      if (text.charAt(fits) == next && ++fits == text.length()) {
        return at + 1;
      }
    }
    return -1;
  }
}
