package dev.safelight.image.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads where items' bytes are (`iloc`, ISO/IEC 14496-12, 8.11.3): in the file, or in `idat`.
final class HeifLocations {
  private final Bytes file;
  private final Bytes data;
  private long at;
  private int extents;

  HeifLocations(Bytes file, Bytes data) {
    this.file = file;
    this.data = data;
  }

  void read(Bytes box, Map<Long, List<Bytes>> places) throws Broken {
    int version = box.u8(0);
    if (version > 2) {
      throw Broken.unsupported("HEIF with locations of version " + version);
    }
    int offset = box.u8(4) >> 4;
    int length = box.u8(4) & 15;
    int base = box.u8(5) >> 4;
    int index = version == 0 ? 0 : box.u8(5) & 15;
    int id = version < 2 ? 2 : 4;
    at = 6;
    long count = number(box, id);
    for (long i = 0; i < count; i++) {
      long item = number(box, id);
      long method = version == 0 ? 0 : number(box, 2) & 15;
      at += 2; // in this file, or in another one, which is not opened
      long start = number(box, base);
      var pieces = new ArrayList<Bytes>();
      for (long left = number(box, 2); left > 0; left--) {
        HeifItems.limit("HEIF extents", ++extents);
        at += index;
        long from = start + number(box, offset);
        var source = method == 1 ? data : file;
        long size = number(box, length);
        pieces.add(source.part(from, size == 0 ? source.size() - from : size, "HEIF item " + item));
      }
      places.put(item, List.copyOf(pieces));
      HeifItems.limit("HEIF items", places.size());
    }
  }

  private long number(Bytes box, int size) throws Broken {
    long value =
        switch (size) {
          case 0 -> 0;
          case 2 -> box.u16(at);
          case 4 -> box.u32(at);
          // Nothing here has places beyond 2^31.
          case 8 -> box.u32(at) == 0 ? box.u32(at + 4) : Integer.MAX_VALUE;
          default -> throw Broken.corrupt("HEIF locations of %d bytes".formatted(size));
        };
    at += size;
    return value;
  }
}
