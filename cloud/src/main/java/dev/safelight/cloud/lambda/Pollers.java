package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Front;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.store.Store;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// One poller for each mapping that is enabled. Thread-safe.
final class Pollers implements AutoCloseable {
  private final Store store;
  private final Front front;
  private final Function<String, Caller> signers;
  private final Invoker invoker;
  private final InstantSource clock;
  private final SecureRandom random;

  private final Map<Mapping, Poller> running = new HashMap<>();
  private final List<Poller> leaving = new ArrayList<>();
  private boolean open;

  Pollers(
      Store store,
      Front front,
      Function<String, Caller> signers,
      Invoker invoker,
      InstantSource clock,
      SecureRandom random) {
    this.store = store;
    this.front = front;
    this.signers = signers;
    this.invoker = invoker;
    this.clock = clock;
    this.random = random;
  }

  void start() {
    synchronized (this) {
      open = true;
    }
    look();
  }

  /// Says that mappings have changed. Elsewhere: this is called while writers wait for the next
  /// commit.
  void changed() {
    Thread.ofVirtual().name("mappings").start(this::look);
  }

  private synchronized void look() {
    if (!open) {
      return;
    }
    var wanted = new HashMap<Mapping, Mapping>();
    for (var mapping : store.read(Mapping::all)) {
      if (mapping.enabled()) {
        wanted.put(without(mapping), mapping);
      }
    }
    running
        .entrySet()
        .removeIf(one -> {
          boolean gone = !wanted.containsKey(one.getKey());
          if (gone) {
            one.getValue().stop();
            leaving.add(one.getValue());
          }
          return gone;
        });
    leaving.removeIf(Poller::hasEnded);
    wanted.forEach((key, mapping) -> {
      if (!running.containsKey(key)) {
        running.put(
            key, new Poller(mapping, store, front, signers, invoker, clock, random).start());
      }
    });
  }

  /// What came of the last batch is no change.
  private static Mapping without(Mapping mapping) {
    return new Mapping(
        mapping.id(),
        mapping.function(),
        mapping.queue(),
        mapping.batch(),
        mapping.window(),
        mapping.enabled(),
        mapping.reports(),
        mapping.concurrency(),
        mapping.modified(),
        "");
  }

  /// Takes no further batch.
  synchronized void stop() {
    open = false;
    running.values().forEach(Poller::stop);
  }

  /// Returns once nothing is at work.
  @Override
  public void close() {
    stop();
    List<Poller> all;
    synchronized (this) {
      all = new ArrayList<>(running.values());
      all.addAll(leaving);
    }
    all.forEach(Poller::join);
  }
}
