package dev.safelight.wire.tls;

import dev.safelight.wire.http.Channel;
import dev.safelight.wire.http.Origin;
import dev.safelight.wire.http.Tls;
import dev.safelight.wire.tls.LibSsl.Name;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// TLS 1.2 or newer by the system's OpenSSL. The certificate's chain, its time and purpose, and the
/// host's name or address are checked by OpenSSL within the handshake, which fails otherwise; there
/// is no callback of ours that could let one pass. Thread-safe.
///
/// OpenSSL 3 manual: "SSL_CTX_set_verify", "SSL_set1_host", "X509_VERIFY_PARAM_set1_ip_asc".
final class OpenSsl implements Tls {
  private static final int VERIFY_PEER = 1;
  private static final int SET_MIN_PROTO_VERSION = 123;
  private static final int TLS_1_2 = 0x0303;
  private static final int SET_TLSEXT_HOSTNAME = 55;

  /// `*` for a whole label alone, as browsers and the JDK have it: not `s3-*.amazonaws.com`.
  private static final int NO_PARTIAL_WILDCARDS = 4;

  private final LibSsl calls;

  /// An SSL_CTX, which lives as long as the process.
  private final long context;

  private OpenSsl(LibSsl calls, long context) {
    this.calls = calls;
    this.context = context;
  }

  /// Empty where there is no OpenSSL 3, or where it cannot be told whom to trust.
  ///
  /// @param bundle a PEM file of the authorities; empty for the system's
  static Optional<OpenSsl> find(String bundle) {
    return LibSsl.find().flatMap(calls -> of(calls, bundle));
  }

  private static Optional<OpenSsl> of(LibSsl calls, String bundle) {
    long context = calls.call(Name.SSL_CTX_NEW, calls.call(Name.TLS_CLIENT_METHOD));
    if (context == 0) {
      return Optional.empty();
    }
    calls.call(Name.SSL_CTX_SET_VERIFY, context, VERIFY_PEER, 0);
    boolean modern = calls.call(Name.SSL_CTX_CTRL, context, SET_MIN_PROTO_VERSION, TLS_1_2) == 1;
    boolean trusting;
    try (var arena = Arena.ofConfined()) {
      trusting =
          bundle.isEmpty()
              ? (int) calls.call(Name.SSL_CTX_SET_DEFAULT_VERIFY_PATHS, context) == 1
              : (int)
                      calls.call(
                          Name.SSL_CTX_LOAD_VERIFY_FILE,
                          context,
                          arena.allocateFrom(bundle).address(),
                          0)
                  == 1;
    }
    calls.call(Name.ERR_CLEAR_ERROR);
    return modern && trusting ? Optional.of(new OpenSsl(calls, context)) : Optional.empty();
  }

  @Override
  public Channel connect(Dial dial, Origin to) throws IOException {
    var socket = dial.socket();
    OpenSslChannel channel;
    try {
      channel = new OpenSslChannel(calls, connection(to.name()), socket);
    } catch (IOException | RuntimeException failed) {
      socket.close();
      throw failed;
    }
    try {
      channel.handshake();
      return channel;
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  /// An SSL that accepts a certificate of this host alone.
  private long connection(String host) throws SSLException {
    long ssl = calls.call(Name.SSL_NEW, context);
    if (ssl == 0) {
      throw new SSLException("OpenSSL has no memory for a connection");
    }
    boolean set;
    try (var arena = Arena.ofConfined()) {
      long name = arena.allocateFrom(host).address();
      if (Jsse.isName(host)) {
        calls.call(Name.SSL_SET_HOSTFLAGS, ssl, NO_PARTIAL_WILDCARDS, 0);
        set =
            (int) calls.call(Name.SSL_SET1_HOST, ssl, name, 0) == 1
                && calls.call(Name.SSL_CTRL, ssl, SET_TLSEXT_HOSTNAME, 0, name) == 1;
      } else {
        long parameters = calls.call(Name.SSL_GET0_PARAM, ssl);
        set = (int) calls.call(Name.X509_VERIFY_PARAM_SET1_IP_ASC, parameters, name, 0) == 1;
      }
    }
    if (!set) {
      // Without the name any trusted certificate would do.
      calls.call(Name.SSL_FREE, ssl);
      throw new SSLException("OpenSSL cannot check for the host " + host);
    }
    return ssl;
  }
}
