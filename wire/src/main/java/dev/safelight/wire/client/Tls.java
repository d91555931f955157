package dev.safelight.wire.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// TLS that offers X25519 alone until a server refuses it, and then what the JDK offers.
///
/// The JDK makes a key for each kind of curve that is offered. For P-256 it first computes a table
/// of multiples, which in a process that has just started takes longer than all the rest of the
/// handshake. S3 speaks X25519; its FIPS endpoints do not, and cost one more connection.
/// Thread-safe.
final class Tls extends SSLSocketFactory {
  private static final String[] NARROW = {"X25519"};

  private final SSLSocketFactory factory;
  private volatile boolean wide;

  Tls(SSLSocketFactory factory) {
    this.factory = factory;
  }

  /// Whether there is more to offer than was; from now on it is.
  boolean widen() {
    boolean narrow = !wide;
    wide = true;
    return narrow;
  }

  private Socket with(Socket socket) {
    if (!wide && socket instanceof SSLSocket tls) {
      var parameters = tls.getSSLParameters();
      parameters.setNamedGroups(NARROW);
      tls.setSSLParameters(parameters);
    }
    return socket;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean close)
      throws IOException {
    return with(factory.createSocket(socket, host, port, close));
  }

  @Override
  public Socket createSocket() throws IOException {
    return with(factory.createSocket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return with(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return with(factory.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return with(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return with(factory.createSocket(host, port, local, localPort));
  }
}
