package dev.safelight.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The law: whatever the order of uploads, events, duplicates, crashes and retries, in the end each
/// thumbnail is the last original's.
class ConvergenceTest {
  private static final int INTERLEAVINGS = 20_000;

  @Test
  void inTheEndEveryThumbnailIsTheLastOriginals() {
    var wrong = new ArrayList<String>();
    var seen = new History.Tally();
    for (int seed = 0; seed < INTERLEAVINGS; seed++) {
      var history = new History(seed, UnaryOperator.identity());
      history.run();
      history.violation().ifPresent(wrong::add);
      seen.add(history.tally());
    }
    assertThat(wrong).isEmpty();
    System.out.println(INTERLEAVINGS + " interleavings held: " + seen);
    // What the law is about did happen, and often.
    assertThat(seen.uploads).isGreaterThan(2 * INTERLEAVINGS);
    assertThat(seen.repeated).isGreaterThan(INTERLEAVINGS / 20);
    assertThat(seen.crashes).isGreaterThan(INTERLEAVINGS / 4);
    assertThat(seen.overtaken).isGreaterThan(INTERLEAVINGS / 20);
    assertThat(seen.deletions).isGreaterThan(INTERLEAVINGS / 20);
  }

  /// Without the look after the write, an event that is slow overwrites a newer one's work.
  @Test
  void theLawFailsWithoutTheLookAfterTheWrite() {
    assertThat(violations(Forgetful::new)).isPositive();
  }

  /// With an overtaken event taken for done, a retry leaves what its first try wrote too late.
  @Test
  void theLawFailsWhereAnOvertakenEventIsDropped() {
    assertThat(violations(Dropping::new)).isPositive();
  }

  private static int violations(UnaryOperator<Objects> changed) {
    int violations = 0;
    for (int seed = 0; seed < INTERLEAVINGS / 2; seed++) {
      var history = new History(seed, changed);
      history.run();
      violations += history.violation().isPresent() ? 1 : 0;
    }
    return violations;
  }

  @Test
  void aHistoryIsToldByItsSeed() {
    var random = new SplittableRandom(9);
    for (int round = 0; round < 50; round++) {
      long seed = random.nextLong();
      var one = new History(seed, UnaryOperator.identity());
      var other = new History(seed, UnaryOperator.identity());
      one.run();
      other.run();
      assertThat(one.told()).isEqualTo(other.told()).isNotEmpty();
    }
  }
}
