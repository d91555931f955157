package dev.safelight.cloud.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What a door's connections share: the handler, the rules, and who is connected. Thread-safe.
final class Connections implements AutoCloseable {
  private final Door.Settings settings;
  private final Handler handler;
  private final Hosts hosts;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong mostHeld = new AtomicLong();
  private volatile boolean closing;

  Connections(Door.Settings settings, Handler handler) {
    this.settings = settings;
    this.handler = handler;
    this.hosts = new Hosts(settings.host());
  }

  Door.Settings settings() {
    return settings;
  }

  Limits limits() {
    return settings.limits();
  }

  Handler handler() {
    return handler;
  }

  Hosts hosts() {
    return hosts;
  }

  boolean isClosing() {
    return closing;
  }

  /// False where no further connection is taken.
  boolean admit(Connection connection) {
    if (closing || open.size() >= limits().connections()) {
      return false;
    }
    open.add(connection);
    return true;
  }

  void forget(Connection connection) {
    open.remove(connection);
  }

  int count() {
    return open.size();
  }

  /// The most bytes that any connection has held in memory, in one direction: what back pressure
  /// bounds.
  long mostHeld() {
    return mostHeld.get();
  }

  void held(long bytes) {
    mostHeld.accumulateAndGet(bytes, Math::max);
  }

  @Override
  public void close() {
    closing = true;
    open.forEach(Connection::closeIfIdle);
    long until = System.nanoTime() + limits().grace().toNanos();
    for (var connection : open) {
      if (!connection.join(Duration.ofNanos(Math.max(0, until - System.nanoTime())))) {
        connection.abort();
      }
    }
  }
}
