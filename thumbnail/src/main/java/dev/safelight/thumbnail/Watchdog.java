package dev.safelight.thumbnail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Speaks up shortly before a call's time is over, because nobody else can: a connection that
/// drips, or native code, cannot be told to stop, and what Lambda kills says nothing. Thread-safe.
final class Watchdog {
  /// Enough for a line and an answer.
  static final Duration RESERVE = Duration.ofMillis(400);

  private static final Duration LONG = Duration.ofDays(1);

  private final InstantSource clock;
  private final Consumer<Invocation> late;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Invocation watched;

  /// @param late what to do; it does not return where the process ends
  Watchdog(InstantSource clock, Consumer<Invocation> late) {
    this.clock = clock;
    this.late = late;
  }

  /// Its thread ends with the process.
  void start() {
    Thread.ofPlatform().daemon().name("watchdog").start(this::watch);
  }

  void begin(Invocation invocation) {
    set(invocation);
  }

  /// Returns once it is certain that nothing will be said of the call: an answer has one author.
  void end() {
    set(null);
  }

  private void set(@Nullable Invocation invocation) {
    lock.lock();
    try {
      watched = invocation;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void watch() {
    lock.lock();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var now = watched;
        var left = now == null ? LONG : Duration.between(clock.instant(), lastMoment(now));
        if (left.isPositive()) {
          // A function that was frozen meanwhile awakes late, and looks at the clock again.
          boolean _ = changed.await(left.toNanos(), TimeUnit.NANOSECONDS);
        } else if (now != null) {
          watched = null;
          late.accept(now);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private static Instant lastMoment(Invocation invocation) {
    return invocation.deadline().minus(RESERVE);
  }
}
