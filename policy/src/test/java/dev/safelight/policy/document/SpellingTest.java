package dev.safelight.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  @Test
  void theNearestIsMeantAndOfEquallyNearOnesTheFirst() {
    assertThat(Spelling.nearest("Efect", List.of("Action", "Effect", "Effects")))
        .contains("Effect");
    assertThat(Spelling.nearest("ab", List.of("ac", "ad"))).contains("ac");
  }

  /// Two letters, or a quarter of them.
  @Test
  void whatIsFarIsNotMeant() {
    assertThat(Spelling.nearest("abcd", List.of("abxy"))).contains("abxy");
    assertThat(Spelling.nearest("abcd", List.of("axyz"))).isEmpty();
    assertThat(Spelling.nearest("abcdefghijkl", List.of("abcdefghixyz"))).contains("abcdefghixyz");
    assertThat(Spelling.nearest("abcdefghijkl", List.of("abcdefghwxyz"))).isEmpty();
    assertThat(Spelling.nearest("b", List.of("abbbbb"))).isEmpty();
  }

  @Test
  void longWordsAreNotGuessedAt() {
    assertThat(Spelling.nearest("a".repeat(60), List.of("a".repeat(59)))).isPresent();
    assertThat(Spelling.nearest("a".repeat(61), List.of("a".repeat(61)))).isEmpty();
  }
}
