package dev.safelight.cloud.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.cloud.call.Body;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// Doors for tests: on any free port, with counted ids and a clock that stands.
final class Doors {
  static final Instant NOW = Instant.parse("2026-11-24T12:34:56Z");

  private Doors() {}

  static Door.Settings settings() {
    var next = new AtomicInteger();
    return Door.Settings.plain(
        "127.0.0.1", 0, () -> "id-" + next.incrementAndGet(), InstantSource.fixed(NOW));
  }

  /// Standard sizes and hurried times.
  static Limits hurried(Duration idle, Duration head, Duration stall, Duration grace) {
    var standard = Limits.standard();
    return new Limits(
        standard.headBytes(),
        standard.bodyBytes(),
        standard.drainBytes(),
        standard.lingerBytes(),
        standard.connections(),
        idle,
        head,
        stall,
        standard.linger(),
        grace);
  }

  static Door open(Handler handler) {
    return Door.open(settings(), handler);
  }

  static Reply text(String text) {
    return Reply.of(200, Headers.of("Content-Type", "text/plain"), text.getBytes(UTF_8));
  }

  /// A file as a reply's source.
  static Body.Source source(FileChannel file) {
    return new Body.Source() {
      @Override
      public void copyTo(OutputStream out, long from, long length) throws IOException {
        var buffer = ByteBuffer.allocate(64 << 10);
        long at = from;
        for (long left = length; left > 0; ) {
          buffer.clear().limit((int) Math.min(buffer.capacity(), left));
          int read = file.read(buffer, at);
          if (read < 0) {
            throw new IOException("the file ends early");
          }
          out.write(buffer.array(), 0, read);
          at += read;
          left -= read;
        }
      }

      @Override
      public void close() {
        try {
          file.close();
        } catch (IOException broken) {
          throw new UncheckedIOException(broken);
        }
      }
    };
  }
}
