package dev.safelight.wire.tls;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.safelight.wire.http.Channel;
import dev.safelight.wire.tls.LibSsl.Name;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.net.Socket;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/// A connection that OpenSSL encrypts, between two buffers in memory: octets come from and go to a
/// socket of Java's, which keeps its time-outs and needs no descriptor to be passed to C.
///
/// OpenSSL tells errors by thread. Between a call and the question what went wrong nothing waits,
/// so that a virtual thread stays where it is.
final class OpenSslChannel implements Channel {
  private static final int WANT_READ = 2;
  private static final int WANT_WRITE = 3;
  private static final int ZERO_RETURN = 6;

  /// A record of TLS, twice.
  private static final int PIECE = 32 << 10;

  private final LibSsl calls;
  private final Socket socket;
  private final long ssl;
  private final long received;
  private final long toSend;
  private final MemorySegment buffer;
  private final byte[] octets = new byte[PIECE];

  /// Held while C may look at any of it.
  private final ReentrantLock lock = new ReentrantLock();

  private boolean closed;

  /// The other end takes no more. What it has said before, such as why, can still be read.
  private boolean deaf;

  /// Owns both `ssl` and `socket` from here on.
  ///
  /// @throws SSLException where there is no memory; then `ssl` is freed
  OpenSslChannel(LibSsl calls, long ssl, Socket socket) throws SSLException {
    this.calls = calls;
    this.ssl = ssl;
    this.socket = socket;
    long memory = calls.call(Name.BIO_S_MEM);
    this.received = calls.call(Name.BIO_NEW, memory);
    this.toSend = calls.call(Name.BIO_NEW, memory);
    long address = calls.call(Name.CRYPTO_MALLOC, PIECE);
    if (received == 0 || toSend == 0 || address == 0) {
      calls.call(Name.BIO_FREE, received);
      calls.call(Name.BIO_FREE, toSend);
      calls.call(Name.CRYPTO_FREE, address);
      calls.call(Name.SSL_FREE, ssl);
      throw new SSLException("OpenSSL has no memory for a connection");
    }
    this.buffer = calls.memory(address, PIECE);
    calls.call(Name.SSL_SET_BIO, ssl, received, toSend); // they are the SSL's now
    calls.call(Name.SSL_SET_CONNECT_STATE, ssl);
  }

  /// @throws SSLHandshakeException where the certificate is not trusted or is another host's
  /// @throws EOFException where the other end hung up, politely or not
  void handshake() throws IOException {
    lock.lock();
    try {
      while (true) {
        calls.call(Name.ERR_CLEAR_ERROR);
        int done = (int) calls.call(Name.SSL_DO_HANDSHAKE, ssl);
        if (done != 1 && error(done) != WANT_READ) {
          var failure = handshakeFailure();
          try {
            send(); // the alert that tells the other end
          } catch (IOException untold) {
            failure.addSuppressed(untold);
          }
          throw failure;
        }
        send();
        if (done == 1) {
          return;
        }
        if (!receive()) {
          throw new EOFException("the connection was closed during the handshake");
        }
      }
    } catch (SocketException broken) {
      var end = new EOFException("the connection broke off during the handshake");
      end.initCause(broken);
      throw end;
    } finally {
      lock.unlock();
    }
  }

  private SSLException handshakeFailure() {
    long result = calls.call(Name.SSL_GET_VERIFY_RESULT, ssl);
    if (result == 0) {
      return failure();
    }
    var reason = calls.text(calls.call(Name.X509_VERIFY_CERT_ERROR_STRING, result));
    var refused = new SSLHandshakeException("the certificate was refused: " + reason);
    refused.initCause(new CertificateException(reason));
    return refused;
  }

  private int read(byte[] bytes, int offset, int most) throws IOException {
    lock.lock();
    try {
      while (true) {
        open();
        calls.call(Name.ERR_CLEAR_ERROR);
        int read = (int) calls.call(Name.SSL_READ, ssl, buffer.address(), Math.min(most, PIECE));
        if (read > 0) {
          MemorySegment.copy(buffer, JAVA_BYTE, 0, bytes, offset, read);
          return read;
        }
        switch (error(read)) {
          case ZERO_RETURN -> {
            return -1;
          }
          case WANT_READ, WANT_WRITE -> {
            send();
            if (!receive()) {
              // Without its farewell an end may be an attacker's.
              throw new EOFException("the connection was closed without TLS saying so");
            }
          }
          default -> throw failure();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void write(byte[] bytes, int offset, int length) throws IOException {
    lock.lock();
    try {
      for (int at = 0; at < length; ) {
        open();
        if (deaf) {
          throw new IOException("the other end takes no more");
        }
        int piece = Math.min(length - at, PIECE);
        MemorySegment.copy(bytes, offset + at, buffer, JAVA_BYTE, 0, piece);
        calls.call(Name.ERR_CLEAR_ERROR);
        int written = (int) calls.call(Name.SSL_WRITE, ssl, buffer.address(), piece);
        if (written > 0) {
          at += written;
        } else if (error(written) != WANT_READ) {
          throw failure();
        } else {
          send();
          if (!receive()) {
            throw new EOFException("the connection was closed");
          }
          continue;
        }
        send();
      }
    } finally {
      lock.unlock();
    }
  }

  /// What OpenSSL has written, to the socket; nothing more once that failed.
  private void send() throws IOException {
    while (!deaf && calls.call(Name.BIO_CTRL_PENDING, toSend) > 0) {
      int length = (int) calls.call(Name.BIO_READ, toSend, buffer.address(), PIECE);
      MemorySegment.copy(buffer, JAVA_BYTE, 0, octets, 0, length);
      try {
        socket.getOutputStream().write(octets, 0, length);
      } catch (IOException failed) {
        deaf = true;
        throw failed;
      }
    }
  }

  /// What the socket has, to OpenSSL; false at its end. Waits without the lock that [#close] needs.
  private boolean receive() throws IOException {
    int length;
    lock.unlock();
    try {
      length = socket.getInputStream().read(octets);
    } finally {
      lock.lock();
    }
    open();
    if (length < 0) {
      return false;
    }
    MemorySegment.copy(octets, 0, buffer, JAVA_BYTE, 0, length);
    if ((int) calls.call(Name.BIO_WRITE, received, buffer.address(), length) != length) {
      throw new SSLException("OpenSSL has no memory for what was received");
    }
    return true;
  }

  private void open() throws IOException {
    if (closed) {
      throw new IOException("the connection was closed");
    }
  }

  private int error(int result) {
    return (int) calls.call(Name.SSL_GET_ERROR, ssl, result, 0);
  }

  private SSLException failure() {
    long code = calls.call(Name.ERR_GET_ERROR);
    var reason = calls.text(calls.call(Name.ERR_REASON_ERROR_STRING, code));
    return new SSLException("TLS failed: " + (reason.isEmpty() ? "no reason given" : reason));
  }

  @Override
  public Socket socket() {
    return socket;
  }

  /// The socket first, so that a thread that waits for octets comes to its end and lets go of the
  /// lock. The other end is told nothing: whoever closes here has all that it wanted, or wants no
  /// more.
  @Override
  public void close() throws IOException {
    try {
      socket.close();
    } finally {
      lock.lock();
      try {
        if (!closed) {
          closed = true;
          calls.call(Name.SSL_FREE, ssl); // and both buffers
          calls.call(Name.CRYPTO_FREE, buffer.address());
        }
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public InputStream input() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int offset, int most) throws IOException {
        return most == 0 ? 0 : OpenSslChannel.this.read(bytes, offset, most);
      }
    };
  }

  @Override
  public OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        OpenSslChannel.this.write(bytes, offset, length);
      }
    };
  }
}
