package dev.safelight.policy.catalogue;

import java.util.ArrayList;
import java.util.List;

/// Whether some text fits two patterns at once: what a policy writes and the form of an ARN.
///
/// The work is at most the product of the two lengths, whatever a policy writes.
final class Overlap {
  private static final int ANY = -1;
  private static final int RUN = -2;
  // A bucket's name holds no slash: that keeps buckets and objects apart.
  private static final int ANY_BUT_SLASH = -3;
  private static final int RUN_BUT_SLASH = -4;
  private static final int PARTS = 6;

  private Overlap() {}

  static boolean ofResource(String pattern, boolean variables, String arn) {
    var written = parts(pattern, variables);
    var form = parts(arn);
    if (written.size() == 1) {
      return written.getFirst().stream().allMatch(element -> element == RUN);
    }
    for (int i = 0; i < PARTS; i++) {
      // AWS completes an ARN that breaks off.
      if (i < written.size() && !ofParts(written.get(i), form.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// A policy's pattern at its first five colons; a variable may be anything.
  private static List<List<Integer>> parts(String pattern, boolean variables) {
    var parts = new ArrayList<List<Integer>>();
    List<Integer> part = new ArrayList<>();
    for (int i = 0; i < pattern.length(); i++) {
      var c = pattern.charAt(i);
      var close = variables && pattern.startsWith("${", i) ? pattern.indexOf('}', i) : -1;
      if (close > 0) {
        // ${*} is the character itself.
        var escaped = close == i + 3 && "*?$".indexOf(pattern.charAt(i + 2)) >= 0;
        part.add(escaped ? pattern.charAt(i + 2) : RUN);
        i = close;
      } else if (c == ':' && parts.size() < PARTS - 1) {
        parts.add(part);
        part = new ArrayList<>();
      } else {
        part.add(c == '*' ? RUN : c == '?' ? ANY : c);
      }
    }
    parts.add(part);
    return parts;
  }

  /// The form of an ARN, in which `${Account}` is at least one character.
  private static List<List<Integer>> parts(String arn) {
    var parts = new ArrayList<List<Integer>>();
    for (var text : arn.split(":", PARTS)) {
      var part = new ArrayList<Integer>();
      for (int i = 0; i < text.length(); i++) {
        if (text.startsWith("${", i)) {
          var close = text.indexOf('}', i);
          var bucket = text.substring(i + 2, close).equals("BucketName");
          part.add(bucket ? ANY_BUT_SLASH : ANY);
          part.add(bucket ? RUN_BUT_SLASH : RUN);
          i = close;
        } else {
          part.add((int) text.charAt(i));
        }
      }
      parts.add(part);
    }
    return parts;
  }

  /// Walks both patterns at once; every step goes on in one of them or in both.
  private static boolean ofParts(List<Integer> one, List<Integer> other) {
    var here = new boolean[other.size() + 1];
    here[0] = true;
    for (int i = 0; i <= one.size(); i++) {
      var next = new boolean[here.length];
      for (int j = 0; j < here.length; j++) {
        if (!here[j]) {
          continue;
        }
        if (i == one.size()) {
          if (j < other.size() && isRun(other.get(j))) {
            here[j + 1] = true;
          }
          continue;
        }
        next[j] |= isRun(one.get(i));
        if (j < other.size()) {
          here[j + 1] |= isRun(other.get(j));
          if (share(one.get(i), other.get(j))) {
            boolean stays = isRun(one.get(i));
            boolean otherStays = isRun(other.get(j));
            next[otherStays ? j : j + 1] |= !stays;
            here[j + 1] |= stays && !otherStays;
          }
        }
      }
      if (i < one.size()) {
        here = next;
      }
    }
    return here[other.size()];
  }

  private static boolean isRun(int element) {
    return element == RUN || element == RUN_BUT_SLASH;
  }

  /// Whether one character can be both.
  private static boolean share(int one, int other) {
    if (one >= 0 && other >= 0) {
      return one == other;
    }
    return allows(one, other) && allows(other, one);
  }

  private static boolean allows(int element, int character) {
    return character != '/' || (element != ANY_BUT_SLASH && element != RUN_BUT_SLASH);
  }
}
