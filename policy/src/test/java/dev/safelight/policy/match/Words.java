package dev.safelight.policy.match;

import java.util.ArrayList;
import java.util.List;

/// Every text over a few letters.
final class Words {
  private Words() {}

  static List<String> upTo(int length, String letters) {
    var words = new ArrayList<>(List.of(""));
    for (int i = 0; words.get(i).length() < length; i++) {
      for (var letter : letters.toCharArray()) {
        words.add(words.get(i) + letter);
      }
    }
    return words;
  }
}
