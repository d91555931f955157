package dev.safelight.policy.match;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.TreeSet;

/// Texts of which it finds all that another text begins with, longest first; immutable.
///
/// A text's prefixes are its greatest neighbour in the sorted list, or that neighbour's prefixes:
/// one binary search, then a chain from each to the next shorter one.
public final class Prefixes {
  private final String[] texts;

  /// For each text the longest other one that it begins with, or -1.
  private final int[] shorter;

  private final boolean ignoreCase;

  private Prefixes(String[] texts, int[] shorter, boolean ignoreCase) {
    this.texts = texts;
    this.shorter = shorter;
    this.ignoreCase = ignoreCase;
  }

  /// The texts, each once; in lower case where case is ignored, as [Wildcard#prefix] gives them.
  public static Prefixes of(Collection<String> texts, boolean ignoreCase) {
    var sorted = new TreeSet<>(texts).toArray(String[]::new);
    var shorter = new int[sorted.length];
    var open = new ArrayDeque<Integer>();
    for (int i = 0; i < sorted.length; i++) {
      while (!open.isEmpty() && !sorted[i].startsWith(sorted[open.getLast()])) {
        open.removeLast();
      }
      shorter[i] = open.isEmpty() ? -1 : open.getLast();
      open.addLast(i);
    }
    return new Prefixes(sorted, shorter, ignoreCase);
  }

  public int size() {
    return texts.length;
  }

  public String text(int index) {
    return texts[index];
  }

  /// The longest text that the given one begins with, or -1.
  public int longest(String text) {
    int low = 0;
    int high = texts.length - 1;
    while (low <= high) {
      var middle = (low + high) >>> 1;
      if (compare(text, texts[middle]) < 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    while (high >= 0 && !begins(text, texts[high])) {
      high = shorter[high];
    }
    return high;
  }

  /// The next shorter one behind one that was found, or -1.
  public int shorter(int index) {
    return shorter[index];
  }

  private int compare(String text, String known) {
    if (!ignoreCase) {
      return text.compareTo(known);
    }
    var length = Math.min(text.length(), known.length());
    for (int i = 0; i < length; i++) {
      var difference = Letters.fold(text.charAt(i)) - known.charAt(i);
      if (difference != 0) {
        return difference;
      }
    }
    return text.length() - known.length();
  }

  private boolean begins(String text, String known) {
    if (!ignoreCase) {
      return text.startsWith(known);
    }
    if (text.length() < known.length()) {
      return false;
    }
    for (int i = 0; i < known.length(); i++) {
      if (Letters.fold(text.charAt(i)) != known.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
