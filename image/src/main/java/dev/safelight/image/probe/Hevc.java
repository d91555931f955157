package dev.safelight.image.probe;

/// Reads the sequence parameter sets of an HEVC still (Rec. ITU-T H.265, 7.3.2.2), in `hvcC`
/// (ISO/IEC 14496-15, 8.3.3.1) and among its slices: decoders make room by them.
final class Hevc {
  private static final int SPS = 33;

  /// Types below are slices.
  private static final int NO_SLICE = 32;

  private Stream found = Stream.NONE;
  private int lengths = 4;
  private int pictures;

  void configuration(Bytes in, Av1.Counter counter) throws Broken {
    lengths = (in.u8(21) & 3) + 1;
    long at = 23;
    for (int arrays = in.u8(22); arrays > 0; arrays--) {
      int units = in.u16(at + 1);
      at += 3;
      for (; units > 0; units--) {
        int length = in.u16(at);
        unit(in.part(at + 2, length, "HEVC unit"), counter);
        at += 2 + length;
      }
    }
  }

  /// After the [#configuration], which says how long lengths are.
  void read(Bytes in, Av1.Counter counter) throws Broken {
    for (long at = 0; at < in.size(); ) {
      long length = 0;
      for (int i = 0; i < lengths; i++) {
        length = length << 8 | in.u8(at++);
      }
      unit(in.part(at, length, "HEVC unit"), counter);
      at += length;
    }
  }

  Stream found() {
    return found;
  }

  private void unit(Bytes unit, Av1.Counter counter) throws Broken {
    counter.count();
    if (unit.size() == 0) {
      return;
    }
    int type = unit.u8(0) >> 1 & 63;
    if (type == SPS) {
      found = found.or(parameters(new Bits(unit, true)));
    }
    // The first bit of a slice says that a picture begins.
    if (type < NO_SLICE && (unit.u8(2) & 0x80) != 0 && ++pictures > 1) {
      throw Broken.tooLarge("HEVC pictures in a still", pictures, 1);
    }
  }

  private static Stream parameters(Bits in) throws Broken {
    in.skip(16 + 4);
    int layers = (int) in.bits(3);
    in.skip(1 + 88 + 8);
    var present = new boolean[2 * layers];
    for (int i = 0; i < present.length; i++) {
      present[i] = in.flag();
    }
    if (layers > 0) {
      in.skip(2 * (8 - layers));
    }
    for (int i = 0; i < present.length; i++) {
      in.skip(present[i] ? (i % 2 == 0 ? 88 : 8) : 0);
    }
    in.golomb(); // its number
    if (in.golomb() == 3) {
      in.skip(1);
    }
    long width = in.golomb();
    long height = in.golomb();
    if (in.flag()) { // what is cut off afterwards
      for (int i = 0; i < 4; i++) {
        in.golomb();
      }
    }
    long luma = in.golomb();
    long depth = 8 + Math.max(luma, in.golomb());
    if (depth > 16) {
      throw Broken.corrupt("HEVC of " + depth + " bits");
    }
    return new Stream(width, height, (int) depth);
  }
}
