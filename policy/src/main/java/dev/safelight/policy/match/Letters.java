package dev.safelight.policy.match;

/// Upper and lower case, character by character, so that a text and its folded form are equally
/// long and the index of a policy sees letters as its patterns do.
final class Letters {
  private Letters() {}

  static boolean same(char one, char other, boolean ignoreCase) {
    return one == other || (ignoreCase && fold(one) == fold(other));
  }

  static char fold(char letter) {
    if (letter < 128) {
      return letter >= 'A' && letter <= 'Z' ? (char) (letter + ('a' - 'A')) : letter;
    }
    return Character.toLowerCase(letter);
  }

  static String fold(String text) {
    var folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      folded.append(fold(text.charAt(i)));
    }
    return folded.toString();
  }
}
