package dev.safelight.policy.match;

/// What a pattern wants between two `*`, in one piece: the leftmost place where it fits is as good
/// as any. Immutable; reads each character of the value once.
sealed interface Run permits PlainRun, HoledRun {
  /// Where the value goes on behind the leftmost place, or -1 when there is none between `from` and
  /// `to`.
  int find(CharSequence value, int from, int to);

  /// `holes[i]` tells whether `text[i]` is a `?` that stands for any character; never empty.
  static Run of(String text, boolean[] holes, boolean ignoreCase) {
    for (var hole : holes) {
      if (hole) {
        return HoledRun.of(text, holes, ignoreCase);
      }
    }
    return PlainRun.of(text, ignoreCase);
  }
}
