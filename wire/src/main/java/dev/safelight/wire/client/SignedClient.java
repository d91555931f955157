package dev.safelight.wire.client;

import dev.safelight.wire.http.Http;
import dev.safelight.wire.http.Origin;
import dev.safelight.wire.http.Response;
import dev.safelight.wire.http.Timeouts;
import dev.safelight.wire.sigv4.ContentHash;
import dev.safelight.wire.sigv4.Header;
import dev.safelight.wire.sigv4.HttpParts;
import dev.safelight.wire.sigv4.Signer;
import dev.safelight.wire.tls.Encryption;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Sends requests signed with SigV4, and keeps connections alive. Thread-safe.
///
/// Redirects are answers, not followed: a signature is good for one host. The host name of a
/// certificate is always checked.
public final class SignedClient {
  private final Session session;
  private final InstantSource clock;
  private final Encryption encryption;
  private final Http http;

  /// @throws IllegalArgumentException where the session's CA bundle cannot be used
  public SignedClient(Session session, InstantSource clock, Timeouts timeouts) {
    this.session = session;
    this.clock = clock;
    this.encryption = new Encryption(session.caBundle());
    this.http = new Http(encryption, timeouts);
  }

  /// Makes TLS ready, which takes its time, before the first call.
  public void prepare() {
    encryption.prepare();
  }

  public Session session() {
    return session;
  }

  InstantSource clock() {
    return clock;
  }

  /// Calls a service by its signing name. `path` and `query` are percent-encoded already, the path
  /// without `.` and `..` segments; `headers` must name neither Host nor Content-Length.
  ///
  /// @throws IOException where no answer came; a status of 400 or more is an answer
  public Response call(
      String service, String method, String path, String query, List<Header> headers, byte[] body)
      throws IOException {
    return call(session.endpoint(service), service, method, path, query, headers, body);
  }

  Response call(
      Endpoint endpoint,
      String service,
      String method,
      String path,
      String query,
      List<Header> headers,
      byte[] body)
      throws IOException {
    if (!path.startsWith("/") || Target.hasDots(path)) {
      throw new IllegalArgumentException("a path must begin with / and hold no dot segments");
    }
    var target = endpoint.prefix() + path + (query.isEmpty() ? "" : "?" + query);
    var fields = new ArrayList<Header>();
    fields.add(new Header("Host", endpoint.authority()));
    fields.addAll(headers);
    var signed =
        Signer.sign(
            new HttpParts(method, target, fields),
            session.credentials().current(clock.instant()),
            session.region(),
            service,
            clock.instant(),
            ContentHash.of(body));
    return http.send(Origin.of(URI.create(endpoint.url("/"))), signed.request(), body);
  }
}
