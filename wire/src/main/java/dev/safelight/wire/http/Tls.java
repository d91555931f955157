package dev.safelight.wire.http;

import java.io.IOException;
import java.net.Socket;

/// Encrypts connections. Thread-safe.
public interface Tls {
  /// A connection to the host that its certificate was checked to be of: until then nothing of a
  /// request is sent. More than one may be tried.
  ///
  /// @throws javax.net.ssl.SSLException where the other end is not who it should be, or speaks no
  ///   TLS
  Channel connect(Dial dial, Origin to) throws IOException;

  /// Connects a new socket, with the time-outs of the call.
  interface Dial {
    Socket socket() throws IOException;
  }
}
