package dev.safelight.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.schema.Checker;
import dev.safelight.template.schema.Schemas;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged templates are read, or refused with a place; nothing else ever happens.
class FuzzTest {
  private static final String MARKS = "{}[]:,&*!|>'\"%@`#-?\n\t \\~<$0aéÿ\u2028\uD83D\uFEFF";

  @Test
  void aDamagedTemplateIsReadOrRefused() {
    var checker = new Checker(Schemas.load());
    var good = Sample.packaged();
    var refused = 0;
    for (int seed = 0; seed < 2000; seed++) {
      var text = damaged(good, new Random(seed));
      try {
        checker.check(Sample.resolve(text, Map.of()));
      } catch (InvalidTemplate invalid) {
        refused++;
        assertThat(invalid.problem().message()).as("seed %d", seed).isNotEmpty();
      } catch (RuntimeException | StackOverflowError bug) {
        throw new AssertionError("seed " + seed, bug);
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  private static String damaged(String good, Random random) {
    var text = new StringBuilder(good);
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      var at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
        case 1 -> text.setCharAt(at, MARKS.charAt(random.nextInt(MARKS.length())));
        case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 40)));
        default -> {
          var end = Math.min(good.length(), at + random.nextInt(1, 80));
          text.insert(random.nextInt(text.length()), good.substring(Math.min(at, end), end));
        }
      }
    }
    return text.toString();
  }
}
