package dev.safelight.wire.http;

import java.io.IOException;
import java.io.InputStream;

/// A body of declared length; less is an error.
final class SizedBody extends InputStream {
  private final Connection connection;
  private final InputStream input;
  private final long length;
  private final boolean keeps;
  private long at;
  private boolean closed;

  private SizedBody(Connection connection, InputStream input, long length, boolean keeps) {
    this.connection = connection;
    this.input = input;
    this.length = length;
    this.keeps = keeps;
  }

  /// Of nothing, the connection is free at once.
  static InputStream of(Connection connection, InputStream input, long length, boolean keeps) {
    if (length == 0) {
      connection.finish(keeps);
      return InputStream.nullInputStream();
    }
    return new SizedBody(connection, input, length, keeps);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    if (at == length) {
      return -1;
    }
    if (closed) {
      throw new IOException("the body was closed");
    }
    int read = input.read(bytes, offset, (int) Math.min(most, length - at));
    if (read < 0) {
      throw new IOException("the body broke off after " + at + " of " + length + " bytes");
    }
    at += read;
    if (at == length) {
      closed = true;
      connection.finish(keeps);
    }
    return read;
  }

  /// What was not read cannot be skipped for nothing: the connection ends.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      connection.close();
    }
  }
}
