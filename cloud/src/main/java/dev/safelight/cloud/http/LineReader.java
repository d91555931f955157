package dev.safelight.cloud.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.safelight.cloud.call.Fault;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;

/// Reads lines that end in CRLF, within a bound and a time, and lets no other control character
/// pass: such bytes are refused as soon as they are seen, so that a TLS greeting is not waited for
/// to the end.
final class LineReader {
  private final Inbound in;
  private final byte[] bytes;
  private final long until;
  private int used;

  /// @param most bytes of all lines together, with their ends
  /// @param patience for all lines together
  LineReader(Inbound in, int most, Duration patience) {
    this.in = in;
    this.bytes = new byte[most];
    this.until = System.nanoTime() + patience.toNanos();
  }

  /// More bytes than the bound.
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;
  }

  /// A request's head, without the empty line that ends it; empty lines before it are skipped (RFC
  /// 9112, 2.2).
  String head() throws IOException {
    var text = new StringBuilder();
    while (true) {
      var line = line();
      if (!line.isEmpty()) {
        text.append(text.isEmpty() ? "" : "\r\n").append(line);
      } else if (!text.isEmpty()) {
        return text.toString();
      }
    }
  }

  /// A letter for a byte.
  String line() throws IOException {
    int from = used;
    while (true) {
      int next = next();
      if (next == '\r') {
        if (next() != '\n') {
          throw bad();
        }
        return new String(bytes, from, used - from - 2, ISO_8859_1);
      }
      if ((next < ' ' && next != '\t') || next == 0x7f) {
        throw bad();
      }
    }
  }

  private int next() throws IOException {
    if (used == bytes.length) {
      throw new TooLong();
    }
    if (!in.fill(Duration.ofNanos(until - System.nanoTime()))) {
      throw new EOFException("the connection ended inside a line");
    }
    int next = in.take();
    bytes[used++] = (byte) next;
    return next;
  }

  private static Fault bad() {
    return new Fault(
        400, "BadRequest", "Lines must end in CRLF and hold no other control characters.");
  }
}
