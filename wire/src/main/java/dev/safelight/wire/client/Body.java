package dev.safelight.wire.client;

import dev.safelight.wire.checksum.Checksum;
import dev.safelight.wire.http.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;

/// The body of an answer, read once: into one array of its declared length, so that an object takes
/// its size in memory and not twice that, or into a file.
final class Body {
  private static final int PIECE = 64 << 10;

  private final Response response;
  private final long limit;
  private final Instant until;
  private final InstantSource clock;
  private long length;

  Body(Response response, long limit, Instant until, InstantSource clock) {
    this.response = response;
    this.limit = limit;
    this.until = until;
    this.clock = clock;
    var declared = response.header("Content-Length");
    this.length = declared.matches("[0-9]{1,18}") ? Long.parseLong(declared) : -1;
  }

  boolean isTooLarge() {
    return length > limit;
  }

  /// What was declared, or what was read; -1 where nothing is known yet.
  long length() {
    return length;
  }

  /// @throws IOException where it ends too early, or takes too long
  byte[] read() throws IOException {
    return length < 0 ? undeclared() : declared();
  }

  /// To the end of a file, and past all of `checksums`; no more than one piece is held.
  ///
  /// @throws IOException where it ends too early, takes too long, or there is no room
  void save(FileChannel into, Collection<Checksum> checksums) throws IOException {
    var piece = new byte[PIECE];
    long at = 0;
    for (int read; at <= limit && (read = read(piece, 0, PIECE, at)) >= 0; at += read) {
      for (var checksum : checksums) {
        checksum.update(piece, 0, read);
      }
      for (var rest = ByteBuffer.wrap(piece, 0, read); rest.hasRemaining(); ) {
        into.write(rest);
      }
    }
    // A declared length that was not kept has ended in an exception.
    length = at;
  }

  private byte[] declared() throws IOException {
    var bytes = new byte[(int) length];
    for (int at = 0; at < bytes.length; ) {
      // Never its end: that is an error before as many bytes as were declared.
      at += read(bytes, at, bytes.length - at, at);
    }
    return bytes;
  }

  private byte[] undeclared() throws IOException {
    var bytes = new byte[(int) Math.min(PIECE, Math.max(1, limit))];
    int at = 0;
    while (true) {
      if (at == bytes.length) {
        // One byte more than the limit shows that there was more.
        bytes = Arrays.copyOf(bytes, (int) Math.min(2L * at, Math.min(limit + 1, MOST)));
      }
      int read = read(bytes, at, bytes.length - at, at);
      if (read < 0) {
        length = at;
        return Arrays.copyOf(bytes, at);
      }
      at += read;
      if (at > limit || at == MOST) {
        length = at;
        return bytes;
      }
    }
  }

  /// The longest array that every JVM makes.
  private static final int MOST = Integer.MAX_VALUE - 8;

  private int read(byte[] bytes, int offset, int most, long at) throws IOException {
    if (clock.instant().isAfter(until)) {
      throw new IOException("the body was too slow: " + at + " bytes had come when time was up");
    }
    return response.body().read(bytes, offset, Math.min(most, PIECE));
  }
}
