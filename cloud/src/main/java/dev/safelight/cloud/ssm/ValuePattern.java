package dev.safelight.cloud.ssm;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// The regular expression that a parameter's value is held to. It is the client's: one that
/// backtracks without end must cost the client its call, not the environment its processor.
final class ValuePattern {
  private static final int LONGEST = 1024;

  /// Characters looked at. What matches honestly looks at each a few times.
  private static final int MOST_LOOKS = 2_000_000;

  private ValuePattern() {}

  /// @throws dev.safelight.cloud.call.Fault `InvalidAllowedPatternException`,
  ///   `ParameterPatternMismatchException`
  static void require(@Nullable String pattern, String value) {
    if (pattern == null || pattern.isEmpty()) {
      return;
    }
    if (pattern.length() > LONGEST) {
      throw Invalid.member(
          pattern, "allowedPattern", "have length less than or equal to " + LONGEST);
    }
    boolean matches;
    try {
      matches = Pattern.compile(pattern).matcher(new Watched(value, new int[1])).find();
    } catch (PatternSyntaxException wrong) {
      throw Invalid.of(
          "InvalidAllowedPatternException",
          "The request doesn't meet the regular expression requirement: " + wrong.getDescription());
    } catch (Endless | StackOverflowError _) {
      throw Invalid.of(
          "InvalidAllowedPatternException",
          "The regular expression takes too long to match this value.");
    }
    if (!matches) {
      throw Invalid.of(
          "ParameterPatternMismatchException",
          "Parameter value, cannot be validated against allowedPattern: " + pattern);
    }
  }

  private static final class Endless extends RuntimeException {
    private static final long serialVersionUID = 1;

    Endless() {
      super("too many looks", null, false, false);
    }
  }

  /// Text that counts how often it is looked at.
  @SuppressWarnings("ArrayRecordComponent") // one counter, shared by all parts of a text
  private record Watched(CharSequence text, int[] looks) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++looks[0] > MOST_LOOKS) {
        throw new Endless();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Watched(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
