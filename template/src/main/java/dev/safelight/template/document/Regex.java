package dev.safelight.template.document;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// A stranger's regular expressions and numbers, which may be made to take for ever.
public final class Regex {
  /// Characters that a match may look at; a pattern like `(a+)+$` would look at 2^n.
  private static final int MOST_LOOKS = 2_000_000;

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[0-9]{1,40}(\\.[0-9]{0,40})?([eE][-+]?[0-9]{1,2})?");

  private Regex() {}

  /// Whether the whole of `text` matches; what cannot be decided in reasonable time does not.
  public static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(new Counted(text)).matches();
    } catch (TooLong | StackOverflowError endless) {
      return false; // a value that nobody has seen to match is refused
    }
  }

  public static Optional<BigDecimal> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLong() {
      super("the pattern takes too long", null, false, false);
    }
  }

  private static final class Counted implements CharSequence {
    private final CharSequence text;
    private int looks;

    Counted(CharSequence text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++looks > MOST_LOOKS) {
        throw new TooLong();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
