package dev.safelight.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.Tries;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WildcardTest {
  @Test
  void agreesWithTheSlowObviousMatcher() {
    var random = new Random(20261124);
    var tries = Tries.of(50_000);
    int matched = 0;
    for (int i = 0; i < tries; i++) {
      var pattern = word(random, "ab*?", 8);
      var value = word(random, "ab", 8);
      var wanted = obvious(pattern, value);
      assertThat(Wildcard.of(pattern).matches(value)).as(pattern + " ~ " + value).isEqualTo(wanted);
      matched += wanted ? 1 : 0;
    }
    // Neither answer is so rare that the comparison says nothing.
    assertThat(matched).isBetween(tries / 10, tries - tries / 10);
  }

  /// Every short pattern against every short text, so that no seed can miss one.
  @Test
  void agreesOnEveryShortPattern() {
    for (var pattern : Words.upTo(5, "ab*?")) {
      var wildcard = Wildcard.of(pattern);
      var ignoring = Wildcard.ignoringCase(pattern);
      for (var value : Words.upTo(4, "ab")) {
        var wanted = obvious(pattern, value);
        assertThat(wildcard.matches(value)).as(pattern + " ~ " + value).isEqualTo(wanted);
        assertThat(ignoring.matches(value)).as(pattern + " ~ " + value).isEqualTo(wanted);
      }
    }
  }

  /// What stands between two stars, long enough to fit itself at several places.
  @Test
  void findsEveryShortPieceWhereverItIs() {
    var values = Words.upTo(9, "ab");
    for (var piece : Words.upTo(5, "ab")) {
      var wildcard = Wildcard.of("*" + piece + "*");
      for (var value : values) {
        if (wildcard.matches(value) != value.contains(piece)) {
          throw new AssertionError(piece + " in " + value);
        }
      }
    }
  }

  @Test
  void aPieceOfAnyLengthFitsItself() {
    for (int length = 2; length <= 140; length++) {
      var holes = "a?".repeat(length).substring(0, length);
      var value = "x" + "ab".repeat(length).substring(0, length) + "x";
      assertThat(Wildcard.of("*" + holes + "*").matches(value)).as("" + length).isTrue();
      assertThat(Wildcard.of("*" + holes + "a*").matches(value.substring(0, length)))
          .as("" + length)
          .isFalse();
    }
    assertThat(Wildcard.of("*a?*b").matches("ab")).isFalse();
    assertThat(Wildcard.of("*-?-*").matches("x-a-x")).isTrue();
    assertThat(Wildcard.ignoringCase("*GET*").matches("xgetx")).isTrue();
    assertThat(Wildcard.ignoringCase("*get*").matches("xGETx")).isTrue();
    assertThat(Wildcard.of("*GET*").matches("xgetx")).isFalse();
    assertThat(Wildcard.of("*GET*").matches("xGETx")).isTrue();
    assertThat(Wildcard.of("*a?*a?*").matches("ab")).isFalse();
  }

  @Test
  void onlyLettersHaveTwoCases() {
    for (var alike : List.of("Aa", "Zz", "Éé", "Ωω")) {
      assertThat(Wildcard.ignoringCase(alike.substring(0, 1)).matches(alike.substring(1))).isTrue();
      assertThat(Wildcard.ignoringCase(alike.substring(1)).matches(alike.substring(0, 1))).isTrue();
    }
    for (var other : List.of("@`", "[{", "ÉÀ", "éa", "\u0080\u00a0")) {
      assertThat(Wildcard.ignoringCase(other.substring(0, 1)).matches(other.substring(1)))
          .isFalse();
    }
  }

  @Test
  void patternsAreEqualThatAreWrittenAndReadAlike() {
    assertThat(Wildcard.of("a*"))
        .isEqualTo(Wildcard.of("a*"))
        .hasSameHashCodeAs(Wildcard.of("a*"))
        .hasToString("a*")
        .isNotEqualTo(Wildcard.of("b*"))
        .isNotEqualTo(Wildcard.ignoringCase("a*"))
        .isNotEqualTo(Wildcard.literal("a*"));
    assertThat(Wildcard.of("abc*d").prefix()).isEqualTo("abc");
    assertThat(Wildcard.ignoringCase("AbC?d").prefix()).isEqualTo("abc");
  }

  @Test
  void manyStarsDoNotExplode() {
    var pattern = "a*".repeat(2_000) + "b";
    assertThat(Wildcard.of(pattern).matches("a".repeat(10_000))).isFalse();
    assertThat(Wildcard.of(pattern).matches("a".repeat(10_000) + "b")).isTrue();
  }

  @Test
  void agreesBeyondOneWordOfPositions() {
    var random = new Random(64);
    var tries = Tries.of(5_000);
    int matched = 0;
    for (int i = 0; i < tries; i++) {
      var piece = word(random, "ab?", 100);
      var value = word(random, "ab", 300);
      var wanted = Pattern.compile(piece.replace('?', '.')).matcher(value).find();
      assertThat(Wildcard.of("*" + piece + "*").matches(value))
          .as(piece + " ~ " + value)
          .isEqualTo(wanted);
      var upper = Wildcard.ignoringCase("*" + piece.toUpperCase(Locale.ROOT) + "*");
      assertThat(upper.matches(value)).isEqualTo(wanted);
      matched += wanted ? 1 : 0;
    }
    assertThat(matched).isBetween(tries / 20, tries - tries / 20);
    var holes = "a?".repeat(70) + "b";
    assertThat(Wildcard.of("*" + holes + "*").matches("aa".repeat(300) + "b😀")).isTrue();
    assertThat(Wildcard.of("*" + holes + "*").matches("aa".repeat(69) + "b")).isFalse();
  }

  /// Counted, not timed: the bound holds on any machine.
  @Test
  void readsEachCharacterAFewTimesWhateverThePattern() {
    for (var letters :
        List.of("a*".repeat(500) + "b", "a".repeat(60) + "*", "*" + "a".repeat(900))) {
      for (var pattern :
          List.of(
              letters,
              "*" + letters + "*b*",
              "a*a*a*a*a*a*a*a*b",
              "*" + "a".repeat(400) + "b*",
              "*" + "a?".repeat(200) + "b*",
              "*" + "aab".repeat(100) + "c*x")) {
        for (var ignoring : List.of(true, false)) {
          var value = new Counting("a".repeat(5_000) + "aab".repeat(2_000));
          var wildcard = ignoring ? Wildcard.ignoringCase(pattern) : Wildcard.of(pattern);
          wildcard.matches(value, 0, value.length());
          assertThat(value.reads).as(pattern).isLessThan(2L * value.length() + pattern.length());
        }
      }
    }
  }

  private static final class Counting implements CharSequence {
    private final String text;
    private long reads;

    private Counting(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw new UnsupportedOperationException("nothing is copied");
    }

    @Override
    public String toString() {
      return text;
    }
  }

  @Test
  void aQuestionMarkIsOneCharacterEvenOutsideThePlane() {
    assertThat(Wildcard.of("?").matches("😀")).isTrue();
    assertThat(Wildcard.of("??").matches("😀")).isFalse();
    assertThat(Wildcard.of("*?").matches("😀")).isTrue();
    assertThat(Wildcard.of("*??").matches("a😀")).isTrue();
    assertThat(Wildcard.of("?").matches("")).isFalse();
  }

  @Test
  void caseMattersUnlessToldOtherwise() {
    assertThat(Wildcard.of("S3:*").matches("s3:GetObject")).isFalse();
    assertThat(Wildcard.ignoringCase("S3:G*t").matches("s3:gET")).isTrue();
  }

  @Test
  void regularExpressionsMeanNothing() {
    assertThat(Wildcard.of("a.c").matches("abc")).isFalse();
    assertThat(Wildcard.of("[ab]+(c|d)\\E$").matches("[ab]+(c|d)\\E$")).isTrue();
  }

  private static boolean obvious(String pattern, String value) {
    if (pattern.isEmpty()) {
      return value.isEmpty();
    }
    return switch (pattern.charAt(0)) {
      case '*' ->
          obvious(pattern.substring(1), value)
              || (!value.isEmpty() && obvious(pattern, value.substring(1)));
      case '?' -> !value.isEmpty() && obvious(pattern.substring(1), value.substring(1));
      default ->
          !value.isEmpty()
              && pattern.charAt(0) == value.charAt(0)
              && obvious(pattern.substring(1), value.substring(1));
    };
  }

  private static String word(Random random, String letters, int longest) {
    var word = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }
}
