package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.StoreException;
import dev.safelight.cloud.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Runs the events that wait in the queue, each at least once, and again after a failure as often
/// as the pace says. One thread looks, each event has its own. Thread-safe.
final class EventWorker implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Store store;
  private final Invoker invoker;
  private final Deliveries deliveries;
  private final InstantSource clock;
  private final EventEnds ends;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private final Set<Long> running = new HashSet<>();
  // At first: what waited before this start is due.
  private boolean awake = true;
  private boolean closed;
  private Thread thread = Thread.ofVirtual().unstarted(() -> {});

  EventWorker(Store store, Invoker invoker, Deliveries deliveries, InstantSource clock, Pace pace) {
    this.store = store;
    this.invoker = invoker;
    this.deliveries = deliveries;
    this.clock = clock;
    this.ends = new EventEnds(pace.retries());
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
        deliveries.deliver();
      } catch (StoreException _) {
        // The disk may come back: what waits is looked at again after the next wait.
      }
    }
  }

  private Duration untilNext() {
    var now = clock.instant();
    try {
      return store
          .read(transaction ->
              Stream.concat(
                      EventQueue.next(transaction, now).stream(),
                      Deliveries.next(transaction).stream())
                  .min(Comparator.naturalOrder()))
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
            store.read(transaction -> EventQueue.isWaiting(transaction, event)) && start(event);
      } finally {
        if (!started) {
          release(event.sequence());
        }
      }
    }
  }

  /// Runs an event where its function has a turn, and gives it up where it has waited too long for
  /// one.
  private boolean start(EventQueue.Waiting event) {
    var now = clock.instant();
    if (store.read(transaction -> ends.isTooOld(transaction, event, now))) {
      store.write(transaction -> {
        ends.expire(transaction, event, now);
        return true;
      });
      return false;
    }
    int most = store.read(transaction -> Concurrency.most(transaction, event.function()));
    boolean turn = invoker.sandboxes().begin(event.function(), most);
    if (turn) {
      Thread.ofVirtual().name("event " + event.requestId()).start(() -> run(event));
    }
    return turn;
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
      var ended = attempt(event);
      if (!isClosed()) {
        store.write(transaction -> {
          ends.record(transaction, event, ended, clock.instant());
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

  private Ended attempt(EventQueue.Waiting event) {
    try {
      var function = definition(event.function());
      if (function.isEmpty()) {
        return new Ended.Failed("Function not found: " + event.function());
      }
      var result =
          invoker.run(function.get(), event.function(), event.requestId(), event.payload());
      return result.isError()
          ? new Ended.Errored(function.get().version(), result.error(), result.payload())
          : new Ended.Succeeded(function.get().version(), result.payload());
    } catch (Fault denied) {
      return new Ended.Failed(denied.code() + ": " + denied.text());
    } catch (RuntimeException broken) {
      return new Ended.Failed("Lambda failed: " + broken);
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
}
