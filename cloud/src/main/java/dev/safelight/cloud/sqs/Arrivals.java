package dev.safelight.cloud.sqs;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where those wait who have found a queue empty, until something may be in it. Thread-safe; holds
/// nothing that a crash could lose.
final class Arrivals implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Long, Long> counts = new HashMap<>();
  private int waiting;
  private boolean closed;

  /// How much has arrived so far: taken before one looks, so that nothing is missed between looking
  /// and waiting.
  long mark(long queue) {
    lock.lock();
    try {
      return counts.getOrDefault(queue, 0L);
    } finally {
      lock.unlock();
    }
  }

  /// Says that a queue has, or may have, something new. Called after the commit.
  void tell(long queue) {
    lock.lock();
    try {
      counts.merge(queue, 1L, Long::sum);
      if (waiting > 0) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits until something arrives after `mark`, or for `most`.
  ///
  /// @return whether one may look again; false once closed
  boolean await(long queue, long mark, Duration most) {
    lock.lock();
    try {
      waiting++;
      long left = most.toNanos();
      while (!closed && left > 0 && counts.getOrDefault(queue, 0L) == mark) {
        left = changed.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting--;
      changed.signalAll();
      lock.unlock();
    }
  }

  /// Sends everybody home, and returns once they have left.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      while (waiting > 0) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }
}
