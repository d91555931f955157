package dev.safelight.image.jpeg;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The compressed data of a scan, read as codes (ITU-T T.81, F.2.2). Of one thread.
///
/// The loops keep the bits at hand in variables, and put them back wherever they fill up: fields
/// would be read again for each code.
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
  private int columns;

  /// Of those left, the last ones that are made up, since there is a marker.
  private int madeUp;

  Compressed(MemorySegment file, long from) {
    this.file = file;
    this.offset = from;
  }

  /// Of a block of which nothing else is needed: how its DC coefficient differs from the one
  /// before.
  int difference(Component component) throws Irregular {
    var steps = component.ac;
    long bits = this.bits;
    int left = this.left;
    if (left < ENOUGH) {
      this.bits = bits;
      this.left = left;
      fill();
      bits = this.bits;
      left = this.left;
    }
    int entry = component.dc.value(bits);
    if (entry == 0) {
      entry = large(component.dc, bits);
    }
    int difference = entry >> 16;
    bits <<= entry & 31;
    left -= entry & 31;
    for (int next = 1; next < 64; ) {
      if (left < Huffman.WIDTH) {
        this.bits = bits;
        this.left = left;
        fill();
        bits = this.bits;
        left = this.left;
      }
      int step = steps.step(bits);
      int after = next + (step >> 5);
      if (step != 0 && after < 64) {
        bits <<= step & 15;
        left -= step & 15;
        if ((step & Huffman.END) != 0) {
          break;
        }
        next = after;
        continue;
      }
      if (left < ENOUGH) {
        this.bits = bits;
        this.left = left;
        fill();
        bits = this.bits;
        left = this.left;
      }
      // One symbol, for it is long or the block's last one: what follows it is another block's.
      int code = steps.code(bits);
      next = Huffman.isEnd(code) ? 64 : next + Huffman.run(code) + 1;
      if (code == 0 || next > 64) {
        throw new Irregular("code of an AC coefficient");
      }
      int passed = (code >> 8) + (code & 15);
      bits <<= passed;
      left -= passed;
    }
    this.bits = bits;
    this.left = left;
    return difference;
  }

  /// As [Huffman#value], of whatever length.
  private static int large(Huffman table, long bits) throws Irregular {
    int code = table.code(bits);
    int length = code >> 8;
    int size = code & 15;
    if (code == 0 || size > 11) {
      throw new Irregular("code of a coefficient");
    }
    int zeros = Huffman.isEnd(code) ? Huffman.ALL : Huffman.run(code);
    return (Huffman.value(bits << length, size) << 16) | (zeros << 5) | (length + size);
  }

  /// As [#difference], with the rest of the block, multiplied, put into rows that are zero.
  int keep(Component component, int[] block) throws Irregular {
    int[] quanta = component.quanta;
    long bits = this.bits;
    int left = this.left;
    columns = 0;
    int difference = 0;
    for (int next = 0; next < 64; next++) {
      if (left < ENOUGH) {
        this.bits = bits;
        this.left = left;
        fill();
        bits = this.bits;
        left = this.left;
      }
      var table = next == 0 ? component.dc : component.ac;
      int entry = table.value(bits);
      if (entry == 0) {
        entry = large(table, bits);
      }
      bits <<= entry & 31;
      left -= entry & 31;
      int value = entry >> 16;
      if (next == 0) {
        difference = value;
        continue;
      }
      int zeros = (entry >> 5) & 0x7F;
      if (zeros == Huffman.ALL) {
        break;
      }
      next += zeros;
      if (next > 63) {
        throw new Irregular("more coefficients than a block has");
      }
      if (value != 0) {
        int row = Zigzag.ROWS[next];
        block[row] = Reduced.inRange(value * quanta[row]);
        columns |= 1 << (row & 7);
      }
    }
    this.bits = bits;
    this.left = left;
    return difference;
  }

  /// A bit for each column of the last block kept that is not zero, but for its DC coefficient.
  int columns() {
    return columns;
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
