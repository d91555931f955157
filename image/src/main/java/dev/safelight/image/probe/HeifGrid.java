package dev.safelight.image.probe;

import java.util.List;

/// How tiles lie (ISO/IEC 23008-12, 6.6.2.3.2).
record HeifGrid(int rows, int columns, long width, long height) {
  static final int MOST_SIDE = 1 << 20;

  static HeifGrid read(List<Bytes> pieces) throws Broken {
    if (pieces.isEmpty()) {
      throw Broken.corrupt("HEIF grid that does not say how its tiles lie");
    }
    var in = pieces.getFirst();
    int rows = in.u8(2) + 1;
    int columns = in.u8(3) + 1;
    boolean wide = (in.u8(1) & 1) != 0;
    return new HeifGrid(rows, columns, wide ? in.u32(4) : in.u16(4), wide ? in.u32(8) : in.u16(6));
  }
}
