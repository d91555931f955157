package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.StoreException;
import dev.safelight.cloud.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Runs the events that wait in the queue, each at least once, and again after a failure as often
/// as the pace says. One thread looks, each event has its own. Thread-safe.
final class EventWorker implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final int LONGEST_FAILURE = 2000;

  private final Store store;
  private final Invoker invoker;
  private final InstantSource clock;
  private final Pace pace;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private final Set<Long> running = new HashSet<>();
  // At first: what waited before this start is due.
  private boolean awake = true;
  private boolean closed;
  private Thread thread = Thread.ofVirtual().unstarted(() -> {});

  EventWorker(Store store, Invoker invoker, InstantSource clock, Pace pace) {
    this.store = store;
    this.invoker = invoker;
    this.clock = clock;
    this.pace = pace;
  }

  void start() {
    thread = Thread.ofVirtual().name("lambda events").start(this::work);
  }

  /// Begins no further event, and counts no further failure.
  void stop() {
    lock.lock();
    try {
      closed = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// There is something to do: a new event, or a turn has come free.
  void wake() {
    lock.lock();
    try {
      awake = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Returns after the events at work have ended.
  @Override
  public void close() {
    stop();
    lock.lock();
    try {
      while (!running.isEmpty()) {
        woken.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (waits(untilNext())) {
      try {
        begin();
      } catch (StoreException _) {
        // The disk may come back: what waits is looked at again after the next wait.
      }
    }
  }

  private Duration untilNext() {
    var now = clock.instant();
    try {
      return store
          .read(transaction -> EventQueue.next(transaction, now))
          .map(due -> Duration.between(now, due))
          .filter(wait -> wait.compareTo(LONGEST_WAIT) < 0)
          .orElse(LONGEST_WAIT);
    } catch (StoreException _) {
      return LONGEST_WAIT;
    }
  }

  private boolean waits(Duration most) {
    lock.lock();
    try {
      long left = Math.max(1, most.toNanos());
      while (!awake && !closed && left > 0) {
        left = woken.awaitNanos(left);
      }
      awake = false;
      return !closed;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Begins as many due events as their functions have turns.
  private void begin() {
    var now = clock.instant();
    for (var event : store.read(transaction -> due(transaction, now))) {
      if (!claim(event.sequence())) {
        continue;
      }
      boolean started = false;
      try {
        // Asked again now that it is claimed: meanwhile another turn may have done with it.
        started =
            store.read(transaction -> EventQueue.isWaiting(transaction, event))
                && invoker.sandboxes().begin(event.function());
        if (started) {
          Thread.ofVirtual().name("event " + event.requestId()).start(() -> run(event));
        }
      } finally {
        if (!started) {
          release(event.sequence());
        }
      }
    }
  }

  private List<EventQueue.Waiting> due(Transaction transaction, Instant now) {
    var all = new ArrayList<EventQueue.Waiting>();
    for (var function : EventQueue.functions(transaction)) {
      // Twice as many as can run: those that run already are among them.
      all.addAll(EventQueue.due(transaction, function, now, 2 * Sandboxes.MOST_PER_FUNCTION));
    }
    return all;
  }

  private boolean claim(long sequence) {
    lock.lock();
    try {
      return !closed && running.add(sequence);
    } finally {
      lock.unlock();
    }
  }

  private void release(long sequence) {
    lock.lock();
    try {
      running.remove(sequence);
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run(EventQueue.Waiting event) {
    boolean recorded = false;
    try {
      var failure = attempt(event);
      if (!isClosed()) {
        store.write(transaction -> {
          record(transaction, event, failure);
          return true;
        });
      }
      recorded = true;
    } catch (StoreException _) {
      // Not recorded, so run again after the longest wait: at least once is what is promised.
    } finally {
      release(event.sequence());
    }
    if (recorded) {
      // After the release: whoever looks now must be able to claim the next attempt.
      wake();
    }
  }

  /// A failure that comes from closing is none: the event is still there at the next start.
  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Empty where the function succeeded.
  private String attempt(EventQueue.Waiting event) {
    try {
      var function = definition(event.function());
      if (function.isEmpty()) {
        return "Function not found: " + event.function();
      }
      var result = invoker.run(function.get(), event.requestId(), event.payload());
      return result.isError() ? text(result.payload()) : "";
    } catch (Fault denied) {
      return denied.code() + ": " + denied.text();
    } catch (RuntimeException broken) {
      return "Lambda failed: " + broken;
    }
  }

  /// The function as it is now; the turn is given back where there is none to run.
  private Optional<Definition> definition(FunctionArn arn) {
    var function = Optional.<Definition>empty();
    try {
      function = store.read(transaction -> Definitions.find(transaction, arn));
      return function;
    } finally {
      if (function.isEmpty()) {
        invoker.sandboxes().end(arn);
      }
    }
  }

  private static String text(byte[] payload) {
    var text = new String(payload, StandardCharsets.UTF_8);
    return text.isEmpty()
        ? "an error without a document"
        : text.substring(0, Math.min(text.length(), LONGEST_FAILURE));
  }

  private void record(Transaction transaction, EventQueue.Waiting event, String failure) {
    if (failure.isEmpty()) {
      EventQueue.done(transaction, event);
    } else if (event.attempts() < pace.retries().size()) {
      EventQueue.retry(
          transaction, event, clock.instant().plus(pace.retries().get(event.attempts())));
    } else {
      EventQueue.giveUp(transaction, event, failure);
    }
  }
}
