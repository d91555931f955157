package dev.safelight.wire.http;

import java.io.IOException;
import java.io.InputStream;

/// A body in chunks; one without its last chunk is an error. What follows that is not looked at.
///
/// RFC 9112, 7.1.
final class ChunkedBody extends InputStream {
  /// Of the lines between chunks, and of all trailers.
  private static final int LONGEST = 8 << 10;

  private final Connection connection;
  private final InputStream input;
  private final boolean keeps;
  private long left;
  private boolean begun;
  private boolean ended;

  ChunkedBody(Connection connection, InputStream input, boolean keeps) {
    this.connection = connection;
    this.input = input;
    this.keeps = keeps;
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
    if (left == 0 && !ended) {
      next();
    }
    if (ended) {
      return -1;
    }
    int read = input.read(bytes, offset, (int) Math.min(most, left));
    if (read < 0) {
      throw new IOException("the body broke off in a chunk");
    }
    left -= read;
    return read;
  }

  private void next() throws IOException {
    var lines = new AnswerHead.Lines(input, LONGEST);
    if (begun && !lines.next().isEmpty()) {
      throw new IOException("a chunk does not end where it should");
    }
    begun = true;
    var size = lines.next();
    int end = size.indexOf(';');
    left = hex((end < 0 ? size : size.substring(0, end)).strip());
    if (left == 0) {
      while (!lines.next().isEmpty()) {
        // a trailer
      }
      ended = true;
      connection.finish(keeps);
    }
  }

  private static long hex(String digits) throws IOException {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      value = value << 4 | Math.max(0, Character.digit(digits.charAt(i), 16));
      if (Character.digit(digits.charAt(i), 16) < 0) {
        throw new IOException("a chunk's size is no number");
      }
    }
    if (digits.isEmpty() || digits.length() > 15) {
      throw new IOException("a chunk's size is no number");
    }
    return value;
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      connection.close();
    }
  }
}
