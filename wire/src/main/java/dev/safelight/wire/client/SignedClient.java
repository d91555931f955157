package dev.safelight.wire.client;

import dev.safelight.wire.sigv4.ContentHash;
import dev.safelight.wire.sigv4.Header;
import dev.safelight.wire.sigv4.HttpParts;
import dev.safelight.wire.sigv4.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// Sends requests signed with SigV4 over `HttpURLConnection`, which needs no more than `java.base`
/// and keeps connections alive. Thread-safe.
///
/// Redirects are answers, not followed: a signature is good for one host. The host name of a
/// certificate is always checked.
public final class SignedClient {
  private final Session session;
  private final InstantSource clock;
  private final Timeouts timeouts;

  /// Where all calls are plain, TLS is not begun.
  private final Supplier<Tls> tls;

  /// @throws IllegalArgumentException where the session's CA bundle cannot be used
  public SignedClient(Session session, InstantSource clock, Timeouts timeouts) {
    this.session = session;
    this.clock = clock;
    this.timeouts = timeouts;
    if (session.caBundle().isEmpty()) {
      this.tls = new Jdk();
    } else {
      var bundle = new Tls(Trust.withBundle(Path.of(session.caBundle())));
      this.tls = () -> bundle;
    }
  }

  /// Reads the JDK's authorities when first needed.
  private static final class Jdk implements Supplier<Tls> {
    private volatile @Nullable Tls tls;

    @Override
    public Tls get() {
      var known = tls;
      if (known == null) {
        // Two threads may each make one; both serve.
        known = new Tls(HttpsURLConnection.getDefaultSSLSocketFactory());
        tls = known;
      }
      return known;
    }
  }

  /// Makes TLS ready, which takes its time, before the first call.
  public void prepare() {
    var _ = tls.get();
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
    try {
      return send(endpoint.url(target), signed.request(), body);
    } catch (SSLException refused) {
      // A certificate that is not trusted is so the second time. What fails in the handshake has
      // sent
      // nothing; of other failures of TLS that is not known, and a POST must not be sent twice.
      boolean unheard = refused instanceof SSLHandshakeException || !method.equals("POST");
      if (unheard && !(refused.getCause() instanceof CertificateException) && tls.get().widen()) {
        return send(endpoint.url(target), signed.request(), body);
      }
      throw refused;
    }
  }

  private Response send(String url, HttpParts request, byte[] body) throws IOException {
    if (!(URI.create(url).toURL().openConnection() instanceof HttpURLConnection connection)) {
      throw new IOException("neither http nor https: " + url);
    }
    if (connection instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(tls.get());
    }
    connection.setRequestMethod(request.method());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout((int) timeouts.connect().toMillis());
    connection.setReadTimeout((int) timeouts.read().toMillis());
    connection.setRequestProperty("Accept", "*/*");
    connection.setRequestProperty("User-Agent", "safelight");
    for (var header : request.headers()) {
      if (!header.is("Host")) {
        connection.addRequestProperty(header.name(), header.value());
      }
    }
    if (body.length > 0 || request.method().equals("PUT") || request.method().equals("POST")) {
      write(connection, request.method(), body);
    }
    return answer(connection);
  }

  private static void write(HttpURLConnection connection, String method, byte[] body)
      throws IOException {
    connection.setDoOutput(true);
    if (method.equals("POST")) {
      // Streaming keeps HttpURLConnection from sending a POST twice when a connection breaks. A PUT
      // may be repeated, and is when a kept connection turns out dead (a thawed function's do).
      connection.setFixedLengthStreamingMode(body.length);
    }
    try (var output = connection.getOutputStream()) {
      output.write(body);
    }
  }

  private static Response answer(HttpURLConnection connection) throws IOException {
    try {
      var status = connection.getResponseCode();
      if (status < 0) {
        throw new IOException("the answer is not HTTP");
      }
      var body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
      return new Response(
          status, headers(connection), body == null ? InputStream.nullInputStream() : body);
    } catch (HttpRetryException unauthorised) {
      // What a streamed request gets for 401: the answer is final, its body is lost.
      return new Response(
          unauthorised.responseCode(), headers(connection), InputStream.nullInputStream());
    }
  }

  private static List<Header> headers(HttpURLConnection connection) {
    var headers = new ArrayList<Header>();
    connection
        .getHeaderFields()
        .forEach((name, values) -> {
          if (name != null) { // the status line stands under null
            values.forEach(value -> headers.add(new Header(name, value)));
          }
        });
    return headers;
  }
}
