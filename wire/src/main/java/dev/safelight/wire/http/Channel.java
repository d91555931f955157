package dev.safelight.wire.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// A connection: octets in, octets out. Used by one thread at a time, but for [#close], which ends
/// a read that waits.
public interface Channel extends AutoCloseable {
  InputStream input() throws IOException;

  OutputStream output() throws IOException;

  /// What is below, for its time-outs.
  Socket socket();

  @Override
  void close() throws IOException;

  /// In the clear, or by a socket that encrypts itself.
  static Channel of(Socket socket) {
    return new Channel() {
      @Override
      public InputStream input() throws IOException {
        return socket.getInputStream();
      }

      @Override
      public OutputStream output() throws IOException {
        return socket.getOutputStream();
      }

      @Override
      public Socket socket() {
        return socket;
      }

      @Override
      public void close() throws IOException {
        socket.close();
      }
    };
  }
}
