package dev.safelight.wire.client;

import dev.safelight.wire.http.Response;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

/// The body of an answer, read once into one array of its declared length, so that an object takes
/// its size in memory and not twice that.
final class Body {
  private static final int PIECE = 64 << 10;

  private final Response response;
  private final int limit;
  private final Instant until;
  private final InstantSource clock;
  private long length;

  Body(Response response, int limit, Instant until, InstantSource clock) {
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

  private byte[] declared() throws IOException {
    var bytes = new byte[(int) length];
    for (int at = 0; at < bytes.length; ) {
      int read = read(bytes, at, bytes.length - at);
      if (read < 0) {
        // HttpURLConnection reports a connection that broke off as the end of the body.
        throw new IOException("the body broke off after " + at + " of " + length + " bytes");
      }
      at += read;
    }
    // What follows is not the object's; reading the end gives the connection back.
    int _ = response.body().read();
    return bytes;
  }

  private byte[] undeclared() throws IOException {
    var bytes = new byte[Math.min(PIECE, Math.max(1, limit))];
    int at = 0;
    while (true) {
      if (at == bytes.length) {
        // One byte more than the limit shows that there was more.
        bytes = Arrays.copyOf(bytes, (int) Math.min(2L * at, Math.min(limit + 1L, MOST)));
      }
      int read = read(bytes, at, bytes.length - at);
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

  private int read(byte[] bytes, int at, int most) throws IOException {
    if (clock.instant().isAfter(until)) {
      throw new IOException("the body was too slow: " + at + " bytes had come when time was up");
    }
    return response.body().read(bytes, at, Math.min(most, PIECE));
  }
}
