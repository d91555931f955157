package dev.safelight.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WildcardTest {
  @Test
  void agreesWithTheSlowObviousMatcher() {
    var random = new Random(20261124);
    int matched = 0;
    for (int i = 0; i < 50_000; i++) {
      var pattern = word(random, "ab*?", 8);
      var value = word(random, "ab", 8);
      var wanted = obvious(pattern, value);
      assertThat(Wildcard.of(pattern).matches(value)).as(pattern + " ~ " + value).isEqualTo(wanted);
      matched += wanted ? 1 : 0;
    }
    // Neither answer is so rare that the comparison says nothing.
    assertThat(matched).isBetween(5_000, 45_000);
  }

  @Test
  void manyStarsDoNotExplode() {
    var pattern = "a*".repeat(2_000) + "b";
    assertThat(Wildcard.of(pattern).matches("a".repeat(10_000))).isFalse();
    assertThat(Wildcard.of(pattern).matches("a".repeat(10_000) + "b")).isTrue();
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
