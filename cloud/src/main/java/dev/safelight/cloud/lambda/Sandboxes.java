package dev.safelight.cloud.lambda;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The execution environments that live: those at work, and those kept warm for the next event of
/// the same function in the same version. Thread-safe.
final class Sandboxes implements AutoCloseable {
  /// How many events of one function are at work at once.
  static final int MOST_PER_FUNCTION = 10;

  private record Warm(Sandbox sandbox, long sinceNanos) {}

  private final Duration idle;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<FunctionArn, Deque<Warm>> warm = new HashMap<>();
  private final Set<Sandbox> live = new HashSet<>();
  private final Map<FunctionArn, Integer> turns = new HashMap<>();
  private boolean closed;

  Sandboxes(Duration idle) {
    this.idle = idle;
  }

  /// Takes one of the function's turns, which its versions share; false where all are taken.
  ///
  /// @param most how many there are
  boolean begin(FunctionArn function, int most) {
    lock.lock();
    try {
      int taken = turns.getOrDefault(function.function(), 0);
      if (closed || taken >= most) {
        return false;
      }
      turns.put(function.function(), taken + 1);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// The same, waiting for a turn.
  boolean begin(FunctionArn function, int most, Duration longest) {
    lock.lock();
    try {
      long left = longest.toNanos();
      boolean begun = begin(function, most);
      while (!begun && !closed && left > 0) {
        left = changed.awaitNanos(left);
        begun = begin(function, most);
      }
      return begun;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  void end(FunctionArn version) {
    var function = version.function();
    lock.lock();
    try {
      int taken = turns.getOrDefault(function, 1);
      if (taken > 1) {
        turns.put(function, taken - 1);
      } else {
        turns.remove(function);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// A warm environment of exactly this version, if there is one.
  Optional<Sandbox> take(Definition function) {
    var unfit = new ArrayList<Sandbox>();
    try {
      lock.lock();
      try {
        var waiting = warm.getOrDefault(function.versionArn(), new ArrayDeque<>());
        // The most recent first: the others get a chance to grow old.
        for (var next = waiting.pollLast(); next != null; next = waiting.pollLast()) {
          if (next.sandbox().isFit()
              && next.sandbox().function().revision().equals(function.revision())) {
            return Optional.of(next.sandbox());
          }
          unfit.add(next.sandbox());
        }
        return Optional.empty();
      } finally {
        lock.unlock();
      }
    } finally {
      end(unfit);
    }
  }

  /// Counts a new environment among the living.
  Sandbox adopt(Sandbox sandbox) {
    lock.lock();
    try {
      if (!closed) {
        live.add(sandbox);
        return sandbox;
      }
    } finally {
      lock.unlock();
    }
    sandbox.close();
    return sandbox;
  }

  /// Keeps an environment for the next event, or ends it.
  void give(Sandbox sandbox) {
    lock.lock();
    try {
      if (!closed && sandbox.isFit()) {
        warm.computeIfAbsent(sandbox.function().versionArn(), _ -> new ArrayDeque<>())
            .addLast(new Warm(sandbox, System.nanoTime()));
        return;
      }
    } finally {
      lock.unlock();
    }
    end(List.of(sandbox));
  }

  void end(List<Sandbox> sandboxes) {
    lock.lock();
    try {
      sandboxes.forEach(live::remove);
    } finally {
      lock.unlock();
    }
    sandboxes.forEach(Sandbox::close);
  }

  /// Ends the environments of a function and its versions: the idle ones now, the others after
  /// their event.
  void retire(FunctionArn function) {
    var idleOnes = new ArrayList<Sandbox>();
    lock.lock();
    try {
      live.stream()
          .filter(sandbox -> sandbox.function().arn().equals(function))
          .forEach(Sandbox::retire);
      warm.forEach((version, waiting) -> {
        if (version.function().equals(function)) {
          waiting.forEach(next -> idleOnes.add(next.sandbox()));
        }
      });
      warm.keySet().removeIf(version -> version.function().equals(function));
    } finally {
      lock.unlock();
    }
    end(idleOnes);
  }

  /// Ends what has been idle for too long or will not be fit again.
  void retireIdle() {
    var old = new ArrayList<Sandbox>();
    lock.lock();
    try {
      long now = System.nanoTime();
      for (var waiting : warm.values()) {
        waiting.removeIf(next -> {
          boolean over = now - next.sinceNanos() >= idle.toNanos() || !next.sandbox().isFit();
          return over && old.add(next.sandbox());
        });
      }
      warm.values().removeIf(Deque::isEmpty);
    } finally {
      lock.unlock();
    }
    end(old);
  }

  /// How many environments live.
  int size() {
    lock.lock();
    try {
      return live.size();
    } finally {
      lock.unlock();
    }
  }

  /// Looks for idle ones until closed.
  void watch() {
    while (waits()) {
      retireIdle();
    }
  }

  private boolean waits() {
    lock.lock();
    try {
      long left = Math.max(1, idle.toNanos() / 4);
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Ends them all, and returns once nothing is at work any more.
  @Override
  public void close() {
    List<Sandbox> all;
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      all = List.copyOf(live);
      warm.clear();
    } finally {
      lock.unlock();
    }
    end(all);
    lock.lock();
    try {
      while (!turns.isEmpty()) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }
}
