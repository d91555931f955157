package dev.safelight.cloud;

import dev.safelight.cloud.notify.Outbox;
import dev.safelight.cloud.store.Chore;
import dev.safelight.cloud.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Does what time itself makes due, once an hour and at the start: AWS promises days. Thread-safe.
final class Sweeper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());
  private static final Duration PAUSE = Duration.ofHours(1);

  private final Store store;
  private final Outbox outbox;
  private final Runnable wake;
  private final InstantSource clock;
  private final List<Chore> chores;
  private final Thread thread;
  private volatile boolean open = true;

  /// @param wake tells the outbox's reader that there is something new
  Sweeper(Store store, Outbox outbox, Runnable wake, InstantSource clock, List<Chore> chores) {
    this.store = store;
    this.outbox = outbox;
    this.wake = wake;
    this.clock = clock;
    this.chores = List.copyOf(chores);
    this.thread = Thread.ofVirtual().name("sweeper").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (open) {
      try {
        round();
        if (open) {
          Thread.sleep(PAUSE);
        }
      } catch (InterruptedException _) {
        return; // Only close() interrupts.
      }
    }
  }

  /// Everything that is due now.
  void round() {
    for (var chore : chores) {
      try {
        whole(chore);
      } catch (RuntimeException failed) {
        // Every step is whole or undone; the others do not wait for this one to be mended.
        LOG.log(System.Logger.Level.ERROR, "what has expired could not be removed", failed);
      }
    }
  }

  private void whole(Chore chore) {
    var from = Chore.BEGINNING;
    do {
      from = step(chore, from);
    } while (open && !from.isEmpty());
  }

  private String step(Chore chore, String from) {
    var now = clock.instant();
    var done =
        store.write(transaction -> {
          var step = chore.step(transaction, now, from);
          outbox.keep(transaction, step.events(), now);
          return step;
        });
    if (!done.events().isEmpty()) {
      wake.run();
    }
    return done.next();
  }

  @Override
  public void close() {
    open = false;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
