package dev.safelight.policy.match;

import java.util.Arrays;
import java.util.List;

/// A pattern in which `*` stands for any run of characters and `?` for exactly one; immutable.
///
/// Matching keeps one place to return to, the last `*`, so the work is at most the product of the
/// two lengths whatever an attacker writes: no regular expression is involved.
public final class Wildcard {
  private final String text;
  private final boolean[] wild;
  private final boolean ignoreCase;

  /// `wild[i]` tells whether the `*` or `?` at `text[i]` is a wildcard or only that character.
  private Wildcard(String text, boolean[] wild, boolean ignoreCase) {
    this.text = text;
    this.wild = wild;
    this.ignoreCase = ignoreCase;
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

  public boolean matches(String value) {
    int at = 0;
    int read = 0;
    int star = -1;
    int retry = 0;
    while (read < value.length()) {
      if (isStar(at)) {
        star = at++;
        retry = read;
      } else if (at < text.length() && wild[at]) {
        // One character is one code point, not half of a surrogate pair.
        read += Character.charCount(value.codePointAt(read));
        at++;
      } else if (at < text.length() && same(text.charAt(at), value.charAt(read))) {
        at++;
        read++;
      } else if (star >= 0) {
        at = star + 1;
        read = ++retry;
      } else {
        return false;
      }
    }
    while (isStar(at)) {
      at++;
    }
    return at == text.length();
  }

  private boolean isStar(int at) {
    return at < text.length() && wild[at] && text.charAt(at) == '*';
  }

  private boolean same(char one, char other) {
    return one == other
        || (ignoreCase && Character.toLowerCase(one) == Character.toLowerCase(other));
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
