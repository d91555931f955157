package dev.safelight.template.document;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.Optional;

/// A regular expression, matched in time linear in the text, whoever wrote it. Immutable.
///
/// `java.util.regex` cannot be held to that: `(?:|)` sixty times over forks 2^60 ways without
/// looking at one character, so that neither a count of looks nor an interrupt ends it. RE2's
/// dialect is Java's without lookaround and backreferences; those are refused by name, as is what
/// both dialects take and read differently.
public final class Regex {
  private static final int LONGEST = 4096;

  /// Steps of RE2's machine: each of its instructions for each character.
  private static final long MOST_STEPS = 20_000_000;

  private static final java.util.regex.Pattern NUMBER =
      java.util.regex.Pattern.compile("[-+]?[0-9]{1,40}(\\.[0-9]{0,40})?([eE][-+]?[0-9]{1,2})?");

  private final Pattern pattern;

  private Regex(Pattern pattern) {
    this.pattern = pattern;
  }

  /// A pattern that cannot be used; the message says why, in one sentence.
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    Unusable(String reason) {
      super(reason);
      this.reason = reason;
    }

    @Override
    public String getMessage() {
      return reason;
    }
  }

  /// Reads a stranger's pattern.
  public static Regex of(String pattern) throws Unusable {
    if (pattern.length() > LONGEST) {
      throw new Unusable("it has more than %d characters".formatted(LONGEST));
    }
    try {
      PatternScan.check(pattern);
      return new Regex(Pattern.compile(pattern));
    } catch (com.google.re2j.PatternSyntaxException wrong) {
      throw new Unusable(
          "%s: %s (lookaround, backreferences and what else is not RE2's syntax are not supported by this environment)"
              .formatted(wrong.getDescription(), wrong.getPattern()));
    } catch (StackOverflowError _) {
      throw new Unusable("it is nested too deep");
    }
  }

  /// Whether the whole of `text` matches. What would take too long does not: a value that nobody
  /// has seen to match is refused.
  public boolean matches(String text) {
    return isShort(text) && pattern.matches(text);
  }

  /// Whether some part of `text` matches; what would take too long does not.
  public boolean isIn(String text) {
    return isShort(text) && pattern.matcher(text).find();
  }

  private boolean isShort(String text) {
    return (text.length() + 1L) * pattern.programSize() <= MOST_STEPS;
  }

  /// Whether the whole of `text` matches a pattern of our own or of AWS's schemas, the only ones
  /// that may look around.
  public static boolean trusted(String pattern, String text) {
    try {
      return of(pattern).matches(text);
    } catch (Unusable _) {
      return Backtracking.matches(pattern, text);
    }
  }

  public static Optional<BigDecimal> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Regex regex && regex.pattern.equals(pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  /// The pattern as it was written.
  @Override
  public String toString() {
    return pattern.pattern();
  }
}
