package dev.safelight.policy.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A pattern in which `*` stands for any run of characters and `?` for exactly one; immutable.
///
/// What stands before the first `*` and behind the last is compared in place, what stands between
/// two of them is searched once, from left to right, by a [Run] that never turns back. So the work
/// is linear in the two lengths whatever an attacker writes; only a `?` between two `*` costs up to
/// a 64th of their product. No regular expression is involved.
public final class Wildcard {
  private final String text;
  private final boolean[] wild;
  private final boolean ignoreCase;

  /// The first `*`, or the end of the text when there is none.
  private final int head;

  /// Behind the last `*`, or 0 when there is none.
  private final int tail;

  /// Before the first `*` or `?`.
  private final int literal;

  private final List<Run> runs;

  /// `wild[i]` tells whether the `*` or `?` at `text[i]` is a wildcard or only that character.
  private Wildcard(String text, boolean[] wild, boolean ignoreCase) {
    this.text = text;
    this.wild = wild;
    this.ignoreCase = ignoreCase;
    int end = text.length();
    while (end > 0 && !isStar(end - 1)) {
      end--;
    }
    tail = end;
    int first = end == 0 ? text.length() : 0;
    while (first < end && !isStar(first)) {
      first++;
    }
    head = first;
    int plain = 0;
    while (plain < head && !wild[plain]) {
      plain++;
    }
    literal = plain;
    runs = head + 1 < tail ? runs() : List.of();
  }

  public static Wildcard of(String pattern) {
    return new Wildcard(pattern, wildcardsOf(pattern), false);
  }

  public static Wildcard ignoringCase(String pattern) {
    return new Wildcard(pattern, wildcardsOf(pattern), true);
  }

  /// A pattern that fits exactly this text, stars and question marks included.
  static Wildcard literal(String text) {
    return new Wildcard(text, new boolean[text.length()], false);
  }

  /// The patterns one behind the other, in time linear in their length: a document may hold very
  /// many.
  static Wildcard join(List<Wildcard> patterns, boolean ignoreCase) {
    var text = new StringBuilder();
    patterns.forEach(pattern -> text.append(pattern.text));
    var wild = new boolean[text.length()];
    int at = 0;
    for (var pattern : patterns) {
      System.arraycopy(pattern.wild, 0, wild, at, pattern.wild.length);
      at += pattern.wild.length;
    }
    return new Wildcard(text.toString(), wild, ignoreCase);
  }

  private static boolean[] wildcardsOf(String pattern) {
    var wild = new boolean[pattern.length()];
    for (int i = 0; i < wild.length; i++) {
      wild[i] = pattern.charAt(i) == '*' || pattern.charAt(i) == '?';
    }
    return wild;
  }

  private List<Run> runs() {
    var found = new ArrayList<Run>();
    int from = head + 1;
    for (int i = from; i < tail; i++) {
      if (isStar(i)) {
        if (i > from) {
          found.add(Run.of(text.substring(from, i), Arrays.copyOfRange(wild, from, i), ignoreCase));
        }
        from = i + 1;
      }
    }
    return List.copyOf(found);
  }

  /// What every text that fits begins with; in lower case where case is ignored.
  public String prefix() {
    var plain = text.substring(0, literal);
    return ignoreCase ? Letters.fold(plain) : plain;
  }

  public boolean matches(String value) {
    return matches(value, 0, value.length());
  }

  /// Whether the characters from `from` until before `to` fit.
  boolean matches(CharSequence value, int from, int to) {
    int start = forward(value, from, to);
    if (start < 0 || tail == 0) {
      return start == to;
    }
    int end = backward(value, start, to);
    for (int i = 0; end >= 0 && i < runs.size(); i++) {
      start = runs.get(i).find(value, start, end);
      end = start < 0 ? -1 : end;
    }
    return end >= 0;
  }

  /// Where the value goes on behind what stands before the first `*`, or -1.
  private int forward(CharSequence value, int from, int to) {
    if (literal > to - from || !begins(value, from)) {
      return -1;
    }
    int at = from + literal;
    for (int i = literal; i < head; i++) {
      if (at >= to) {
        return -1;
      }
      if (wild[i]) {
        // One character is one code point, not half of a surrogate pair.
        at += Character.charCount(Character.codePointAt(value, at));
      } else if (!Letters.same(text.charAt(i), value.charAt(at++), ignoreCase)) {
        return -1;
      }
    }
    return at;
  }

  private boolean begins(CharSequence value, int from) {
    if (!ignoreCase && value instanceof String string) {
      return string.regionMatches(from, text, 0, literal);
    }
    for (int i = 0; i < literal; i++) {
      if (!Letters.same(text.charAt(i), value.charAt(from + i), ignoreCase)) {
        return false;
      }
    }
    return true;
  }

  /// Where what stands behind the last `*` begins in the value, not before `start`; or -1.
  private int backward(CharSequence value, int start, int to) {
    int at = to;
    for (int i = text.length() - 1; i >= tail; i--) {
      if (at <= start) {
        return -1;
      }
      if (wild[i]) {
        at -= Character.charCount(Character.codePointBefore(value, at));
      } else if (!Letters.same(text.charAt(i), value.charAt(--at), ignoreCase)) {
        return -1;
      }
    }
    return at < start ? -1 : at;
  }

  private boolean isStar(int at) {
    return wild[at] && text.charAt(at) == '*';
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Wildcard that
        && text.equals(that.text)
        && ignoreCase == that.ignoreCase
        && Arrays.equals(wild, that.wild);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
