package dev.safelight.cloud.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// A body as a stream that never ends early without saying so: its end is reached only where the
/// client sent all that it announced, and everything else is an exception, on every later read too.
abstract sealed class BodyStream extends InputStream permits FixedBody, ChunkedBody {
  private final Inbound in;
  private final Limits limits;
  private boolean broken;
  private volatile boolean detached;

  BodyStream(Inbound in, Limits limits) {
    this.in = in;
    this.limits = limits;
  }

  /// How many bytes of data come next without a mark between them, 0 at the end of the body.
  abstract long ahead() throws IOException;

  /// That many of them were taken.
  abstract void advance(long bytes);

  abstract boolean isFinished();

  /// At least so many bytes are still to come.
  abstract long least();

  Map<String, String> trailers() {
    return Map.of();
  }

  Inbound in() {
    return in;
  }

  Limits limits() {
    return limits;
  }

  final boolean isSound() {
    return !broken;
  }

  final void detach() {
    detached = true;
  }

  @Override
  public final int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] into, int from, int length) throws IOException {
    java.util.Objects.checkFromIndexSize(from, length, into.length);
    if (detached) {
      throw new IOException("the call that this body came with is over");
    }
    if (length == 0) {
      return 0;
    }
    int read = (int) next(length, bytes -> in.take(into, from, (int) bytes));
    return read == 0 ? -1 : read;
  }

  /// Skips the rest; false where it is longer than `most`.
  final boolean pass(long most) throws IOException {
    long left = most;
    while (left > 0 && !isFinished()) {
      left -= next(left, in::skip);
    }
    return isFinished();
  }

  private interface Taking {
    long take(long bytes);
  }

  private long next(long most, Taking taking) throws IOException {
    if (broken) {
      throw new IOException("the body is broken");
    }
    boolean done = false;
    try {
      long ahead = ahead();
      long taken = 0;
      if (ahead > 0) {
        if (!in.fill(limits.stall())) {
          throw new EOFException("the body ended early: the client closed the connection");
        }
        taken = taking.take(Math.min(ahead, most));
        advance(taken);
      }
      done = true;
      return taken;
    } finally {
      broken = !done;
    }
  }
}
