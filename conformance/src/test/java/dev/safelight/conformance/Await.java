package dev.safelight.conformance;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits for what happens in its own time: until it can be seen, or a deadline says that it does
/// not.
final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Await() {}

  /// Looks until what is seen is wanted, and returns it.
  static <T> T until(String what, Supplier<T> look, Predicate<T> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var seen = look.get();
      if (wanted.test(seen)) {
        return seen;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never seen: " + what + "; last: " + seen);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(20));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
