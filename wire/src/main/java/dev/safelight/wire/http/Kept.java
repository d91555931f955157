package dev.safelight.wire.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Connections that wait for the next call. Thread-safe.
///
/// There is no thread that watches them: each call ends those of all origins that have waited too
/// long, so that one to an origin which is never called again does not stay for ever.
final class Kept {
  private static final int FOR_EACH_ORIGIN = 5;
  private static final int ALTOGETHER = 32;

  private record Waiting(Origin at, Connection connection) {}

  private final long longest;

  /// The one used last is the first.
  private final Deque<Waiting> all = new ArrayDeque<>();

  Kept(Duration longest) {
    this.longest = longest.toNanos();
  }

  void add(Origin at, Connection connection) {
    var over = new ArrayList<Connection>();
    synchronized (this) {
      expire(over);
      all.addFirst(new Waiting(at, connection));
      if (all.stream().filter(one -> one.at().equals(at)).count() > FOR_EACH_ORIGIN) {
        over.add(next(all.descendingIterator(), at));
      } else if (all.size() > ALTOGETHER) {
        over.add(all.removeLast().connection());
      }
    }
    over.forEach(Connection::close);
  }

  /// The one used last; null for none.
  @Nullable Connection take(Origin at) {
    var over = new ArrayList<Connection>();
    Connection taken;
    synchronized (this) {
      expire(over);
      taken = next(all.iterator(), at);
    }
    over.forEach(Connection::close); // without the lock: TLS says farewell
    return taken;
  }

  private void expire(List<Connection> over) {
    while (!all.isEmpty() && all.getLast().connection().idle() >= longest) {
      over.add(all.removeLast().connection());
    }
  }

  private static @Nullable Connection next(Iterator<Waiting> waiting, Origin at) {
    while (waiting.hasNext()) {
      var one = waiting.next();
      if (one.at().equals(at)) {
        waiting.remove();
        return one.connection();
      }
    }
    return null;
  }
}
