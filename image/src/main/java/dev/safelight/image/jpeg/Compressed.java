package dev.safelight.image.jpeg;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The compressed data of a scan, read as codes (ITU-T T.81, F.2.2). Of one thread.
///
/// The loops keep the bits at hand in variables: fields would be read again for each code.
final class Compressed {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int CHUNK = 1 << 16;

  /// Eight bytes, each as long as two in the file.
  private static final int REACH = 16;

  /// The longest code and the longest value behind it have 27 bits.
  private static final int ENOUGH = 32;

  private final MemorySegment file;
  private long offset;
  private final byte[] chunk = new byte[CHUNK + REACH];
  private int at;
  private int end;

  /// The highest `left` of these come next. Below them may stand some of those that come then.
  private long bits;

  private int left;

  /// Of those left, the last ones that are made up, since there is a marker.
  private int madeUp;

  Compressed(MemorySegment file, long from) {
    this.file = file;
    this.offset = from;
  }

  /// The difference to the block before.
  int dc(Huffman table) throws Irregular {
    if (left < ENOUGH) {
      fill();
    }
    int code = table.code(bits);
    int length = code >> 8;
    int size = code & 0xFF;
    if (length == 0 || size > 11) {
      throw new Irregular("code of a DC coefficient");
    }
    int value = value(bits << length, size);
    bits <<= length + size;
    left -= length + size;
    return value;
  }

  /// The rest of a block of which nothing is needed.
  void pass(Huffman table) throws Irregular {
    long bits = this.bits;
    int left = this.left;
    for (int next = 1; next < 64; ) {
      if (left < ENOUGH) {
        this.bits = bits;
        this.left = left;
        fill();
        bits = this.bits;
        left = this.left;
      }
      int step = table.step(bits);
      int after = next + (step >> 8);
      if (step != 0 && after < 64) {
        int passed = step & 0x7F;
        bits <<= passed;
        left -= passed;
        next = (step & Huffman.END) == 0 ? after : 64;
        continue;
      }
      // One symbol, for it is long or the block's last one: what follows it is another block's.
      int code = table.code(bits);
      int passed = (code >> 8) + (code & 15);
      next = Huffman.isEnd(code) ? 64 : next + Huffman.run(code) + 1;
      if (code == 0 || next > 64) {
        throw new Irregular("code of an AC coefficient");
      }
      bits <<= passed;
      left -= passed;
    }
    this.bits = bits;
    this.left = left;
  }

  /// The rest of a block, multiplied, into rows that are zero; returns whether there is any.
  boolean keep(Huffman table, int[] quanta, int[] block) throws Irregular {
    long bits = this.bits;
    int left = this.left;
    boolean any = false;
    for (int next = 1; next < 64; ) {
      if (left < ENOUGH) {
        this.bits = bits;
        this.left = left;
        fill();
        bits = this.bits;
        left = this.left;
      }
      int code = table.code(bits);
      int length = code >> 8;
      int size = code & 15;
      int place = Huffman.isEnd(code) ? 63 : next + Huffman.run(code);
      if (code == 0 || place > 63) {
        throw new Irregular("code of an AC coefficient");
      }
      if (size != 0) {
        int row = Zigzag.ROWS[place];
        block[row] = value(bits << length, size) * quanta[row];
        any = true;
      }
      next = place + 1;
      bits <<= length + size;
      left -= length + size;
    }
    this.bits = bits;
    this.left = left;
    return any;
  }

  /// Of the highest bits: those without a leading one are negative (T.81, table F.1).
  private static int value(long bits, int size) {
    if (size == 0) {
      return 0;
    }
    int value = (int) (bits >>> (Long.SIZE - size));
    return bits < 0 ? value : value - (1 << size) + 1;
  }

  /// Passes the marker that must come now, on a byte's border.
  void marker(int wanted) throws Irregular {
    if (left < ENOUGH) {
      fill();
    }
    // What is left must end where the marker made bits up, but for the rest of a byte.
    if (madeUp == 0 || left < madeUp || left - madeUp > 7) {
      throw new Irregular("data of another length");
    }
    if (chunk[at + 1] != (byte) wanted) {
      throw new Irregular("another marker");
    }
    at += 2;
    bits = 0;
    left = 0;
    madeUp = 0;
  }

  private void fill() {
    if (at + Long.BYTES <= end) {
      long next = (long) LONGS.get(chunk, at);
      // A byte FF among them: a byte 0 among their opposites.
      if (((~next - 0x0101_0101_0101_0101L) & next & 0x8080_8080_8080_8080L) == 0) {
        bits |= next >>> left;
        int bytes = (Long.SIZE - left) >>> 3;
        at += bytes;
        left += bytes << 3;
        return;
      }
    }
    fillByByte();
  }

  private void fillByByte() {
    if (end - at < REACH) {
      more();
    }
    bits &= left == 0 ? 0 : -1L << (Long.SIZE - left);
    for (; left <= Long.SIZE - 8; left += 8) {
      int next = chunk[at] & 0xFF;
      if (next == 0xFF && chunk[at + 1] != 0) {
        madeUp += 8;
        continue;
      }
      at += next == 0xFF ? 2 : 1;
      bits |= (long) next << (Long.SIZE - 8 - left);
    }
  }

  /// Behind the file's end come markers of their own, which nobody wants.
  private void more() {
    int rest = end - at;
    System.arraycopy(chunk, at, chunk, 0, rest);
    int length = (int) Math.min(CHUNK - rest, file.byteSize() - offset);
    MemorySegment.copy(file, JAVA_BYTE, offset, chunk, rest, length);
    offset += length;
    at = 0;
    end = rest + length;
    Arrays.fill(chunk, end, chunk.length, (byte) -1);
  }
}
