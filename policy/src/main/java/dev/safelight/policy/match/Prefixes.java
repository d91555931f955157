package dev.safelight.policy.match;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Texts of which it finds all that another text begins with, longest first; immutable.
///
/// The texts are a tree that branches where they differ: walking it down reads each character of
/// the other text once at most, however many texts there are. From the longest a chain leads to the
/// next shorter ones.
public final class Prefixes {
  private final String[] texts;

  /// For each text the longest other one that it begins with, or -1.
  private final int[] shorter;

  private final @Nullable Node root;
  private final boolean ignoreCase;

  private Prefixes(String[] texts, int[] shorter, boolean ignoreCase) {
    this.texts = texts;
    this.shorter = shorter;
    this.root = texts.length == 0 ? null : Node.of(texts, 0, texts.length, 0);
    this.ignoreCase = ignoreCase;
  }

  /// The texts, in lower case where case is ignored, as [Wildcard#prefix] gives them.
  public static Prefixes of(Set<String> texts, boolean ignoreCase) {
    var sorted = texts.toArray(String[]::new);
    Arrays.sort(sorted);
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
    int longest = -1;
    int at = 0;
    var node = root;
    while (node != null && begins(text, at, node.step)) {
      at += node.step.length();
      longest = node.text < 0 ? longest : node.text;
      node = at == text.length() ? null : node.behind(letter(text, at));
    }
    return longest;
  }

  /// The next shorter one behind one that was found, or -1.
  public int shorter(int index) {
    return shorter[index];
  }

  private boolean begins(String text, int from, String step) {
    if (!ignoreCase) {
      return text.startsWith(step, from);
    }
    if (text.length() - from < step.length()) {
      return false;
    }
    for (int i = 0; i < step.length(); i++) {
      if (Letters.fold(text.charAt(from + i)) != step.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private char letter(String text, int at) {
    return ignoreCase ? Letters.fold(text.charAt(at)) : text.charAt(at);
  }

  /// What some texts have in common behind what led here, and where they go on.
  private static final class Node {
    private final String step;

    /// The text that ends here, or -1.
    private final int text;

    /// The first letters of the steps that follow, ascending.
    private final char[] letters;

    private final Node[] next;

    private Node(String step, int text, char[] letters, Node[] next) {
      this.step = step;
      this.text = text;
      this.letters = letters;
      this.next = next;
    }

    /// The sorted texts from `low` until before `high`, which are alike up to `at`.
    private static Node of(String[] texts, int low, int high, int at) {
      // What the first and the last have in common those between them have, too.
      var end = common(texts[low], texts[high - 1], at);
      var ends = texts[low].length() == end;
      var letters = new char[high - low];
      var next = new Node[high - low];
      int count = 0;
      for (int i = ends ? low + 1 : low; i < high; count++) {
        int first = i;
        letters[count] = texts[i].charAt(end);
        while (i < high && texts[i].charAt(end) == letters[count]) {
          i++;
        }
        next[count] = of(texts, first, i, end);
      }
      return new Node(
          texts[low].substring(at, end),
          ends ? low : -1,
          Arrays.copyOf(letters, count),
          Arrays.copyOf(next, count));
    }

    private static int common(String one, String other, int from) {
      int at = from;
      while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
        at++;
      }
      return at;
    }

    private @Nullable Node behind(char letter) {
      int at = Arrays.binarySearch(letters, letter);
      return at < 0 ? null : next[at];
    }
  }
}
