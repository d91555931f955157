package dev.safelight.wire.tls;

import dev.safelight.wire.http.Channel;
import dev.safelight.wire.http.Origin;
import dev.safelight.wire.http.Tls;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// The JDK's TLS, which offers X25519 alone until a server refuses it, and then what the JDK
/// offers.
///
/// The JDK makes a key for each kind of curve that is offered. For P-256 it first computes a table
/// of multiples, which in a process that has just started takes longer than all the rest of the
/// handshake. S3 speaks X25519; its FIPS endpoints do not, and cost one more connection.
/// Thread-safe.
final class Jsse implements Tls {
  private static final String[] NARROW = {"X25519"};

  private final String bundle;
  private volatile @Nullable SSLSocketFactory factory;
  private volatile boolean wide;

  Jsse(String bundle) {
    this.bundle = bundle;
  }

  void prepare() {
    var _ = factory();
  }

  @Override
  public Channel connect(Dial dial, Origin to) throws IOException {
    boolean narrow = !wide;
    try {
      return secure(dial.socket(), to, narrow);
    } catch (SSLException refused) {
      // A certificate that is not trusted is so the second time.
      if (!narrow || refused.getCause() instanceof CertificateException) {
        throw refused;
      }
      var channel = secure(dial.socket(), to, false);
      wide = true;
      return channel;
    }
  }

  private Channel secure(Socket socket, Origin to, boolean narrow) throws IOException {
    try {
      var tls = (SSLSocket) factory().createSocket(socket, to.name(), to.port(), true);
      var parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      if (isName(to.name())) {
        parameters.setServerNames(List.of(new SNIHostName(to.name())));
      }
      if (narrow) {
        parameters.setNamedGroups(NARROW);
      }
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      return Channel.of(tls);
    } catch (IOException | RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  /// Addresses are not sent as names.
  static boolean isName(String host) {
    return host.indexOf(':') < 0 && !host.matches("[0-9.]+");
  }

  private SSLSocketFactory factory() {
    var known = factory;
    if (known == null) {
      // Two threads may each make one; both serve.
      known =
          bundle.isEmpty()
              ? (SSLSocketFactory) SSLSocketFactory.getDefault()
              : Trust.withBundle(bundle);
      factory = known;
    }
    return known;
  }
}
