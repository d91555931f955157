package dev.safelight.cloud.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// A socket's bytes as a blocking stream. The socket is read only when everything that came before
/// has been taken, so what is held stays within two reads of the socket, however fast the client
/// sends. One thread delivers, one takes.
final class Inbound {
  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
  private final AtomicLong waiting = new AtomicLong();
  private final Runnable demand;
  private final LongConsumer held;
  private byte[] piece = END;
  private int at;
  private boolean over;

  /// @param demand asks the socket for one read
  Inbound(Runnable demand, LongConsumer held) {
    this.demand = demand;
    this.held = held;
  }

  /// The other end sent nothing for too long.
  static final class Stalled extends IOException {
    private static final long serialVersionUID = 1;

    Stalled(String message) {
      super(message);
    }
  }

  void arrived(byte[] bytes) {
    held.accept(waiting.addAndGet(bytes.length));
    arrived.add(bytes);
  }

  void ended() {
    arrived.add(END);
  }

  /// Waits until a byte can be taken; false where the stream has ended.
  ///
  /// @throws Stalled after `patience`
  boolean fill(Duration patience) throws IOException {
    if (at < piece.length) {
      return true;
    }
    if (over) {
      return false;
    }
    waiting.addAndGet(-piece.length);
    piece = next(patience);
    at = 0;
    over = piece.length == 0;
    return !over;
  }

  private byte[] next(Duration patience) throws IOException {
    var ready = arrived.poll();
    if (ready != null) {
      return ready;
    }
    piece = END;
    at = 0;
    demand.run();
    try {
      var late = arrived.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
      if (late == null) {
        throw new Stalled("nothing was sent for " + patience);
      }
      return late;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the client");
    }
  }

  /// The next byte; only after [#fill] said that there is one.
  int take() {
    return piece[at++] & 0xff;
  }

  /// Copies some of what [#fill] found.
  int take(byte[] into, int from, int length) {
    int taken = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, into, from, taken);
    at += taken;
    return taken;
  }

  /// Skips some of what [#fill] found.
  long skip(long most) {
    int skipped = (int) Math.min(most, piece.length - at);
    at += skipped;
    return skipped;
  }
}
