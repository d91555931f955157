package dev.safelight.wire.http;

import dev.safelight.wire.sigv4.HttpParts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLException;

/// Sends requests and keeps connections for the next ones. Thread-safe. Redirects are answers like
/// others; there are no proxies, cookies or caches.
///
/// RFC 9110 and 9112.
public final class Http {
  /// No connection waits longer for a call.
  private static final Duration LONGEST = Duration.ofSeconds(15);

  /// What may be sent twice: when a kept connection turns out dead, as a thawed function's do, it
  /// is not known whether the other end has heard.
  private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "PUT", "DELETE");

  private final Tls tls;
  private final Timeouts timeouts;
  private final Kept kept;

  public Http(Tls tls, Timeouts timeouts) {
    this(tls, timeouts, LONGEST);
  }

  Http(Tls tls, Timeouts timeouts, Duration longest) {
    this.tls = tls;
    this.timeouts = timeouts;
    this.kept = new Kept(longest);
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
    var old = kept.take(to);
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
    return new Connection(channel, connection -> kept.add(to, connection));
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
}
