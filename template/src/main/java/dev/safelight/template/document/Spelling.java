package dev.safelight.template.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// Finds what somebody may have meant.
public final class Spelling {
  /// Longer words are not compared: the work grows with the square of their length.
  private static final int LONGEST = 200;

  private Spelling() {}

  /// The known word nearest to `word`, at most a third of its letters away; empty where none is.
  public static String nearest(String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return "";
    }
    var most = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(each -> Math.abs(each.length() - word.length()) <= most)
        .filter(each -> distance(lower(each), lower(word)) <= most)
        .min(
            Comparator.comparingInt((String each) -> distance(lower(each), lower(word)))
                .thenComparing(Comparator.naturalOrder()))
        .orElse("");
  }

  /// How many of a template's problems deserve a hint: comparing words is slow.
  public static final int MOST_HINTS = 20;

  /// `did you mean X?`, or nothing.
  public static String hint(String word, Collection<String> known) {
    var near = nearest(word, known);
    return near.isEmpty() ? "" : "did you mean " + near + "?";
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /// Levenshtein's: insertions, deletions and replacements.
  private static int distance(String one, String two) {
    var row = new int[two.length() + 1];
    for (int j = 0; j <= two.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= two.length(); j++) {
        var replaced = diagonal + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[two.length()];
  }
}
