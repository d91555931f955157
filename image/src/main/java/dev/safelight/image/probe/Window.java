package dev.safelight.image.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/// All bytes of a file, of which only the stretch that was looked at last need be in memory: pages
/// that are mapped count as a process's own, and a header's reader goes through all of a file.
///
/// Of one thread, for the sake of the mapping.
final class Window implements AutoCloseable {
  private static final int NEAR = 1 << 14;

  /// The first byte lowest.
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int size;
  private final Pages pages;
  private Stretch stretch;

  /// A copy of what [#nextFF] looks at.
  private final byte[] near;

  private int nearFrom;
  private int nearLength;

  private Window(int size, Pages pages, Stretch stretch) {
    this.size = size;
    this.pages = pages;
    this.stretch = stretch;
    this.near = new byte[Math.min(size, NEAR)];
  }

  /// Of a buffer, from its beginning to its limit.
  static Window of(ByteBuffer all) {
    var whole = Stretch.of(all.duplicate(), 0, () -> {});
    return new Window(all.limit(), (_, _) -> whole, whole);
  }

  /// Of a file of less than 2 GB, which must not be shortened meanwhile: `width` bytes at a time,
  /// or as many as are asked for. A step back costs a new mapping.
  static Window of(FileChannel file, int width) throws IOException {
    int size = Math.toIntExact(file.size());
    var nothing = Stretch.of(ByteBuffer.allocate(0), 0, () -> {});
    return new Window(
        size,
        (at, length) -> mapped(file, at, Math.min(size - at, Math.max(length, width))),
        nothing);
  }

  int size() {
    return size;
  }

  byte get(int at) {
    return holding(at, 1).get(at - stretch.from);
  }

  void get(int at, byte[] into) {
    holding(at, into.length).get(at - stretch.from, into);
  }

  /// The place of the next byte that is FF, of those before `to`, or -1. Most of a JPEG's bytes are
  /// only looked at for this: eight at a time, in an array, which Java reads with the least ado.
  /// One of some 200 is FF, so that where it stands among the eight is reckoned too.
  int nextFF(int from, int to) {
    for (int at = from; at < to; at = nearFrom + nearLength) {
      if (at < nearFrom || at >= nearFrom + nearLength) {
        nearFrom = at;
        nearLength = Math.min(near.length, size - at);
        holding(at, nearLength).get(at - stretch.from, near, 0, nearLength);
      }
      int end = Math.min(nearLength, to - nearFrom);
      int i = at - nearFrom;
      for (; i + Long.BYTES <= end; i += Long.BYTES) {
        long missing = ~(long) LONGS.get(near, i);
        // Borrowing raises the highest bit of a byte that is 0, and runs on to those behind it: the
        // first is right.
        long found = (missing - 0x0101_0101_0101_0101L) & ~missing & 0x8080_8080_8080_8080L;
        if (found != 0) {
          return nearFrom + i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
        }
      }
      for (; i < end; i++) {
        if (near[i] == -1) {
          return nearFrom + i;
        }
      }
    }
    return -1;
  }

  /// Serves until something else is read.
  ByteBuffer slice(int at, int length) {
    return holding(at, length).slice(at - stretch.from, length).asReadOnlyBuffer();
  }

  private ByteBuffer holding(int at, int length) {
    var seen = stretch;
    if (at < seen.from || at > seen.to - length) {
      seen = pages.from(at, length);
      close();
      stretch = seen;
    }
    return seen.bytes;
  }

  /// Nothing may be read any more.
  @Override
  public void close() {
    stretch.leave.run();
  }

  private interface Pages {
    Stretch from(int at, int length);
  }

  private record Stretch(ByteBuffer bytes, int from, int to, Runnable leave) {
    static Stretch of(ByteBuffer bytes, int from, Runnable leave) {
      return new Stretch(bytes, from, from + bytes.limit(), leave);
    }
  }

  private static Stretch mapped(FileChannel file, int at, int length) {
    @SuppressWarnings("MustBeClosedChecker") // whoever leaves the stretch closes it
    var arena = Arena.ofConfined();
    try {
      var bytes = file.map(FileChannel.MapMode.READ_ONLY, at, length, arena);
      return Stretch.of(bytes.asByteBuffer(), at, arena::close);
    } catch (IOException failure) {
      arena.close();
      throw new UncheckedIOException(failure);
    }
  }
}
