package dev.safelight.template.document;

import dev.safelight.template.document.Regex.Unusable;
import java.util.ArrayDeque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a pattern before RE2 does, for the two things that RE2 does not refuse: what Java reads
/// differently, and size. RE2/J bounds each repetition (1000) and not their product:
/// `((a{1000}){1000}){1000}` is 25 characters, and 10^9 instructions.
final class PatternScan {
  /// Instructions. A kibibyte of text, each character optional (`.{0,1000}`), needs half of it.
  private static final long LARGEST = 4000;

  private static final Pattern REPETITION = Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");
  private static final Pattern FLAGS = Pattern.compile("\\(\\?[a-zA-Z-]*U[a-zA-Z-]*[:)]");

  /// How large a sequence is, and the last of its parts, which a quantifier may follow.
  private static final class Sequence {
    long before;
    long last;

    void part(long size) {
      before += last;
      last = size;
    }

    long size() {
      return before + last;
    }
  }

  private final String pattern;
  private final ArrayDeque<Sequence> open = new ArrayDeque<>();
  private int at;

  private PatternScan(String pattern) {
    this.pattern = pattern;
    open.push(new Sequence());
  }

  static void check(String pattern) throws Unusable {
    if (size(pattern) > LARGEST) {
      throw new Unusable(
          "it is too large once its repetitions are written out (more than %d instructions)"
              .formatted(LARGEST));
    }
  }

  /// At least as many instructions as RE2 makes of the pattern, but for a few that each program
  /// has.
  static long size(String pattern) throws Unusable {
    var scan = new PatternScan(pattern);
    while (scan.at < pattern.length()) {
      scan.step();
    }
    while (scan.open.size() > 1) {
      scan.close();
    }
    return scan.open.element().size();
  }

  private void step() throws Unusable {
    var now = open.element();
    switch (pattern.charAt(at)) {
      case '\\' -> escape(now);
      case '[' -> set(now);
      case '(' -> group();
      case ')' -> {
        at++;
        close();
      }
      case '|' -> {
        at++;
        now.part(2);
      }
      case '*', '+', '?' -> {
        at++;
        now.last = now.last + 1;
      }
      case '{' -> repeat(now);
      default -> {
        at++;
        now.part(1);
      }
    }
  }

  private void group() throws Unusable {
    if (pattern.startsWith("(?P", at)) {
      throw new Unusable("a named group is written (?<name>...)");
    }
    if (FLAGS.matcher(pattern).region(at, pattern.length()).lookingAt()) {
      throw differs("The flag U");
    }
    at++;
    open.push(new Sequence());
  }

  private void close() {
    if (open.size() > 1) { // else one bracket too many, which RE2 names
      var inside = open.pop();
      open.element().part(inside.size() + 2);
    }
  }

  private void repeat(Sequence now) {
    var repetition = REPETITION.matcher(pattern).region(at, pattern.length());
    if (!repetition.lookingAt()) {
      at++;
      now.part(1);
      return;
    }
    at = repetition.end();
    var most = Math.max(count(repetition.group(1)), count(repetition.group(2)));
    now.last = Math.min(most * (now.last + 1) + 1, LARGEST + 1);
  }

  /// What is above RE2's thousand RE2 refuses itself.
  private static long count(@Nullable String digits) {
    if (digits == null || digits.isEmpty()) {
      return 1;
    }
    return digits.length() > 4 ? LARGEST : Long.parseLong(digits);
  }

  private void escape(Sequence now) throws Unusable {
    if (pattern.startsWith("\\Q", at)) {
      var end = pattern.indexOf("\\E", at);
      var last = end < 0 ? pattern.length() : end;
      for (at += 2; at < last; at++) {
        now.part(1);
      }
      at = end < 0 ? last : end + 2;
      return;
    }
    escaped();
    now.part(1);
  }

  /// One escape, in a set or not.
  private void escaped() throws Unusable {
    if (at + 1 < pattern.length()) {
      var letter = pattern.charAt(at + 1);
      if (letter >= '1' && letter <= '9') {
        throw new Unusable(
            "Backreferences (\\%c) are not supported by this environment".formatted(letter));
      }
      if (letter == 'v') {
        throw differs("\\v");
      }
      if ("pPx".indexOf(letter) >= 0 && pattern.startsWith("{", at + 2)) {
        var end = pattern.indexOf('}', at);
        at = end < 0 ? pattern.length() : end + 1; // \p{L}: no repetition
        return;
      }
    }
    at += 2;
  }

  private void set(Sequence now) throws Unusable {
    at++;
    if (pattern.startsWith("^", at)) {
      at++;
    }
    if (pattern.startsWith("]", at)) {
      at++; // the first is a member
    }
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      if (pattern.charAt(at) == '\\') {
        escaped();
        continue;
      }
      if (pattern.charAt(at) == '[' || pattern.startsWith("&&", at)) {
        throw differs("A set within a set ([ or && inside of [...])");
      }
      at++;
    }
    at++;
    now.part(1);
  }

  private static Unusable differs(String what) {
    return new Unusable(
        what + " is not supported by this environment: RE2 reads it otherwise than Java");
  }
}
