package dev.safelight.image.probe;

/// Reads the sequence headers of an AV1 still ("AV1 Bitstream & Decoding Process", 5.3 to 5.5):
/// frames larger than they say are refused by decoders, which make room by them.
final class Av1 {
  private static final int SEQUENCE = 1;
  private static final int FRAME_HEADER = 3;
  private static final int FRAME = 6;

  /// Of layers that refine one another; each is decoded.
  private static final int MOST_FRAMES = 4;

  /// `av1C`: four bytes before its OBUs ("AV1 in ISOBMFF", 2.3).
  static final int CONFIGURATION = 4;

  private Stream found = Stream.NONE;
  private int frames;

  /// `counted` bounds what a file makes anyone walk over.
  interface Counter {
    void count() throws Broken;
  }

  void read(Bytes in, long from, Counter counter) throws Broken {
    for (long at = from; at < in.size(); ) {
      counter.count();
      int header = in.u8(at++);
      at += header >> 2 & 1;
      if ((header & 0x80) != 0) {
        throw Broken.corrupt("AV1 unit with its forbidden bit");
      }
      long length = in.size() - at;
      if ((header & 2) != 0) {
        length = 0;
        int shift = 0;
        int part;
        do {
          part = in.u8(at++);
          length |= (long) (part & 0x7F) << shift;
          shift += 7;
        } while ((part & 0x80) != 0 && shift < 35);
      }
      var body = in.part(at, length, "AV1 unit");
      switch (header >> 3 & 15) {
        case SEQUENCE -> found = found.or(sequence(new Bits(body, false)));
        case FRAME_HEADER, FRAME -> frames++;
        default -> {}
      }
      if (frames > MOST_FRAMES) {
        throw Broken.tooLarge("AV1 frames in a still", frames, MOST_FRAMES);
      }
      at += length;
    }
  }

  Stream found() {
    return found;
  }

  private static Stream sequence(Bits in) throws Broken {
    int profile = (int) in.bits(3);
    in.skip(1); // still_picture
    boolean reduced = in.flag();
    if (reduced) {
      in.skip(5);
    } else {
      operatingPoints(in);
    }
    int widthBits = (int) in.bits(4) + 1;
    int heightBits = (int) in.bits(4) + 1;
    long width = in.bits(widthBits) + 1;
    long height = in.bits(heightBits) + 1;
    if (!reduced && in.flag()) {
      in.skip(7); // lengths of frame numbers
    }
    in.skip(3); // superblocks, intra filters
    if (!reduced) {
      tools(in);
    }
    in.skip(3); // superres, cdef, restoration
    boolean high = in.flag();
    boolean twelve = profile == 2 && high && in.flag();
    return new Stream(width, height, twelve ? 12 : high ? 10 : 8);
  }

  private static void operatingPoints(Bits in) throws Broken {
    boolean model = false;
    int delay = 0;
    if (in.flag()) { // timing
      in.skip(64);
      if (in.flag()) {
        in.golomb();
      }
      model = in.flag();
      if (model) {
        delay = (int) in.bits(5) + 1;
        in.skip(42);
      }
    }
    boolean display = in.flag();
    for (long left = in.bits(5); left >= 0; left--) {
      in.skip(12);
      if (in.bits(5) > 7) {
        in.skip(1);
      }
      if (model && in.flag()) {
        in.skip(2 * delay + 1);
      }
      if (display && in.flag()) {
        in.skip(4);
      }
    }
  }

  private static void tools(Bits in) throws Broken {
    in.skip(4);
    boolean ordered = in.flag();
    if (ordered) {
      in.skip(2);
    }
    boolean chosen = in.flag();
    boolean screen = chosen || in.flag();
    if (screen && !in.flag()) {
      in.skip(1);
    }
    if (ordered) {
      in.skip(3);
    }
  }
}
