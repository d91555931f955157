package dev.safelight.thumbnail;

import dev.safelight.wire.client.S3Answer;
import dev.safelight.wire.client.S3Answer.Failed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Repeats a call while S3 is busy or out of reach, after waits that double up to two seconds and
/// are drawn at random below that, so that many functions do not come back at once.
///
/// It gives up after [#ATTEMPTS], and where a further wait would leave no time before the deadline:
/// a function that is killed can report nothing.
record Retry(InstantSource clock, RandomGenerator random, Pause pause) {
  static final int ATTEMPTS = 8;

  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /// What is left for one more call and the report.
  private static final Duration RESERVE = Duration.ofSeconds(1);

  /// Waits.
  interface Pause {
    void of(Duration duration);
  }

  /// Whether it is too late to begin anything.
  boolean isOver(Instant deadline) {
    return !clock.instant().isBefore(lastMoment(deadline));
  }

  /// Until when a call may go on.
  Instant lastMoment(Instant deadline) {
    return deadline.minus(RESERVE);
  }

  /// The last answer.
  <A extends S3Answer> A until(Instant deadline, Supplier<A> call) {
    var most = FIRST;
    for (int attempt = 1; ; attempt++) {
      var answer = call.get();
      if (attempt == ATTEMPTS || !(answer instanceof Failed failed) || !failed.isRetriable()) {
        return answer;
      }
      var wait = Duration.ofMillis(random.nextLong(most.toMillis() + 1));
      if (clock.instant().plus(wait).plus(RESERVE).isAfter(deadline)) {
        return answer;
      }
      pause.of(wait);
      most = most.multipliedBy(2).compareTo(LONGEST) < 0 ? most.multipliedBy(2) : LONGEST;
    }
  }
}
