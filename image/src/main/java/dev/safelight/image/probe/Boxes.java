package dev.safelight.image.probe;

/// Boxes one behind another (ISO/IEC 14496-12, 4.2), as AVIF and HEIC are made of.
final class Boxes {
  interface Visitor {
    void visit(String type, Bytes body) throws Broken;
  }

  private Boxes() {}

  /// Each is within its parent, and none is empty: this ends.
  static void walk(Bytes in, long from, Visitor visitor) throws Broken {
    for (long at = from; at < in.size(); ) {
      long length = in.u32(at);
      int header = 8;
      if (length == 1) {
        // More than 2^31 bytes are in no file that is read here.
        length = in.u32(at + 8) == 0 ? in.u32(at + 12) : Integer.MAX_VALUE;
        header = 16;
      } else if (length == 0) {
        length = in.size() - at;
      }
      if (length < header) {
        throw Broken.corrupt("HEIF box of %d bytes".formatted(length));
      }
      visitor.visit(in.text(at + 4, 4), in.part(at + header, length - header, "HEIF box"));
      at += length;
    }
  }

  /// 2 or 4 bytes, by the version of a box.
  static long id(Bytes in, long at, int size) throws Broken {
    return size == 2 ? in.u16(at) : in.u32(at);
  }
}
