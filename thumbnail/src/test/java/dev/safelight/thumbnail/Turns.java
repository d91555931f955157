package dev.safelight.thumbnail;

import dev.safelight.thumbnail.Notice.Created;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// A thread that moves only when it is told to, and one step at a time.
final class Turns {
  private final Created event;
  private final Semaphore mayGo = new Semaphore(0);
  private final Semaphore hasStopped = new Semaphore(0);
  private volatile boolean crash;
  private volatile Optional<End> result = Optional.empty();

  /// How it ended.
  sealed interface End {}

  record Ended(Result result) implements End {}

  record Crashed() implements End {}

  /// No code of the function's may catch it, as none survives its process.
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  Turns(Created event) {
    this.event = event;
  }

  Created event() {
    return event;
  }

  Optional<End> result() {
    return result;
  }

  /// Returns once it stands before its first step.
  void start(Supplier<Result> work) {
    Thread.ofVirtual()
        .start(() -> {
          End end;
          try {
            end = new Ended(work.get());
          } catch (Crash _) {
            end = new Crashed();
          }
          result = Optional.of(end);
          hasStopped.release();
        });
    hasStopped.acquireUninterruptibly();
  }

  /// Takes its next step, or crashes where it stands.
  void take(boolean crashes) {
    crash = crashes;
    mayGo.release();
    hasStopped.acquireUninterruptibly();
  }

  /// Called by the work itself: between any two things that others can see.
  void stop() {
    hasStopped.release();
    mayGo.acquireUninterruptibly();
    if (crash) {
      throw new Crash();
    }
  }
}
