package dev.safelight.template.document;

import java.util.regex.Pattern;

/// Java's own matcher, for patterns that are trusted and look around. The text may be a stranger's:
/// `(a+)+$` would look at 2^n characters of it, so looks are counted.
final class Backtracking {
  private static final int MOST_LOOKS = 2_000_000;

  private Backtracking() {}

  static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(new Counted(text)).matches();
    } catch (TooLong | StackOverflowError endless) {
      return false; // a value that nobody has seen to match is refused
    }
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
