package dev.safelight.wire.http;

import java.io.IOException;
import java.io.InputStream;

/// A body that ends with its connection.
final class EndlessBody extends InputStream {
  private final Connection connection;
  private final InputStream input;

  EndlessBody(Connection connection, InputStream input) {
    this.connection = connection;
    this.input = input;
  }

  @Override
  public int read() throws IOException {
    return input.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int most) throws IOException {
    return input.read(bytes, offset, most);
  }

  @Override
  public void close() {
    connection.close();
  }
}
