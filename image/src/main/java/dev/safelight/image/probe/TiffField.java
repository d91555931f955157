package dev.safelight.image.probe;

import java.util.ArrayList;
import java.util.List;

/// One entry of a TIFF directory: a tag and its whole numbers, which stand in it or elsewhere.
///
/// `count` and `at` are what the file says; each value is checked when it is read.
record TiffField(Order order, int tag, int type, long count, long at) {
  static final int SIZE = 12;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int IFD = 13;

  /// Values that are read into a list: SubIFDs, samples.
  private static final int MOST_LISTED = 1_000;

  /// A file and its byte order; counts what was read, since directories may share their values.
  static final class Order {
    private static final long MOST_READ = 8_000_000;
    private final Bytes bytes;
    private final boolean little;
    private long read;

    Order(Bytes bytes, boolean little) {
      this.bytes = bytes;
      this.little = little;
    }

    int u16(long at) throws Broken {
      count();
      return little ? bytes.u16le(at) : bytes.u16(at);
    }

    long u32(long at) throws Broken {
      count();
      return little ? bytes.u32le(at) : bytes.u32(at);
    }

    int u8(long at) throws Broken {
      count();
      return bytes.u8(at);
    }

    void require(long at, long length, String what) throws Broken {
      bytes.part(at, length, what);
    }

    private void count() throws Broken {
      if (++read > MOST_READ) {
        throw Broken.tooLarge("numbers in TIFF directories", read, MOST_READ);
      }
    }
  }

  static TiffField read(Order order, long entry) throws Broken {
    int type = order.u16(entry + 2);
    long count = order.u32(entry + 4);
    int size = size(type);
    long at = count * size <= 4 ? entry + 8 : order.u32(entry + 8);
    return new TiffField(order, order.u16(entry), type, count, at);
  }

  long value(long index) throws Broken {
    if (index >= count) {
      throw Broken.corrupt("TIFF field %d has %d values".formatted(tag, count));
    }
    return switch (type) {
      case 1 -> order.u8(at + index);
      case SHORT -> order.u16(at + 2 * index);
      case LONG, IFD -> order.u32(at + 4 * index);
      default -> throw Broken.corrupt("TIFF field %d of type %d".formatted(tag, type));
    };
  }

  int small() throws Broken {
    return (int) Math.min(value(0), Integer.MAX_VALUE);
  }

  List<Long> values() throws Broken {
    if (count > MOST_LISTED) {
      throw Broken.tooLarge("values in TIFF field " + tag, count, MOST_LISTED);
    }
    var values = new ArrayList<Long>();
    for (int i = 0; i < count; i++) {
      values.add(value(i));
    }
    return values;
  }

  private static int size(int type) {
    return switch (type) {
      case SHORT, 8 -> 2;
      case LONG, 9, 11, IFD -> 4;
      case 5, 10, 12 -> 8;
      default -> 1;
    };
  }
}
