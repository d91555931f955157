package dev.safelight.policy.document;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Guesses what a misspelt word was meant to be. Stateless.
public final class Spelling {
  private Spelling() {}

  /// `, did you mean StringEquals?`, or nothing when no word is near.
  static String didYouMean(String word, List<String> known) {
    return nearest(word, known).map(meant -> ", did you mean " + meant + "?").orElse("");
  }

  /// The nearest of the known words, upper and lower case aside; empty when none is near.
  public static Optional<String> nearest(String word, Collection<String> known) {
    var best = "";
    int nearest = Math.max(2, word.length() / 4) + 1;
    for (var candidate : known) {
      var distance = distance(word, candidate);
      if (distance < nearest) {
        nearest = distance;
        best = candidate;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /// Levenshtein's distance, case ignored; long words are not worth guessing at.
  private static int distance(String one, String other) {
    if (one.length() > 60) {
      return Integer.MAX_VALUE;
    }
    var above = new int[other.length() + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      var row = new int[above.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        var same =
            Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
        row[j] = Math.min(above[j - 1] + (same ? 0 : 1), Math.min(above[j] + 1, row[j - 1] + 1));
      }
      above = row;
    }
    return above[other.length()];
  }
}
