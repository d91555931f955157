package dev.safelight.wire.http;

import dev.safelight.wire.sigv4.HttpParts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/// Sends requests and keeps connections for the next ones. Thread-safe. Redirects are answers like
/// others; there are no proxies, cookies or caches.
///
/// RFC 9110 and 9112.
public final class Http {
  /// At most so many connections wait for each origin, and none longer.
  private static final int KEPT = 5;

  private static final long LONGEST = TimeUnit.SECONDS.toNanos(15);

  /// What may be sent twice: when a kept connection turns out dead, as a thawed function's do, it
  /// is not known whether the other end has heard.
  private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "PUT", "DELETE");

  private final Tls tls;
  private final Timeouts timeouts;
  private final Map<Origin, Deque<Connection>> kept = new HashMap<>();

  public Http(Tls tls, Timeouts timeouts) {
    this.tls = tls;
    this.timeouts = timeouts;
  }

  /// Without TLS.
  public static Http plain(Timeouts timeouts) {
    return new Http(
        (_, to) -> {
          throw new SSLException("there is no TLS to speak with " + to.host());
        },
        timeouts);
  }

  /// The answer's head; its body follows as it is read. `request` names Host, and neither
  /// Content-Length nor what else frames a message.
  ///
  /// @throws IOException where no answer came
  /// @throws IllegalArgumentException where what is sent would not be one request
  public Response send(Origin to, HttpParts request, byte[] body) throws IOException {
    var octets = RequestHead.octets(request, body.length);
    boolean repeatable = REPEATABLE.contains(request.method());
    var old = take(to);
    if (old != null) {
      if (repeatable || old.isAlive()) {
        try {
          return old.exchange(request.method(), octets, body);
        } catch (Unanswered dead) {
          if (!repeatable) {
            throw dead;
          }
        }
      } else {
        old.close();
      }
    }
    return open(to).exchange(request.method(), octets, body);
  }

  private Connection open(Origin to) throws IOException {
    Tls.Dial dial = () -> dial(to);
    var channel = to.secure() ? tls.connect(dial, to) : Channel.of(dial.socket());
    return new Connection(channel, connection -> keep(to, connection));
  }

  private Socket dial(Origin to) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) timeouts.read().toMillis());
      socket.connect(
          new InetSocketAddress(to.host(), to.port()), (int) timeouts.connect().toMillis());
      return socket;
    } catch (IOException | RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  private synchronized void keep(Origin to, Connection connection) {
    var waiting = kept.computeIfAbsent(to, _ -> new ArrayDeque<>());
    waiting.addFirst(connection);
    if (waiting.size() > KEPT) {
      waiting.removeLast().close();
    }
  }

  /// The one used last; null for none.
  private synchronized @org.jspecify.annotations.Nullable Connection take(Origin to) {
    var waiting = kept.get(to);
    if (waiting == null) {
      return null;
    }
    while (!waiting.isEmpty() && waiting.peekLast().idle() > LONGEST) {
      waiting.removeLast().close();
    }
    return waiting.pollFirst();
  }
}
