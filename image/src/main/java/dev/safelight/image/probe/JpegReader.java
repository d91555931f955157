package dev.safelight.image.probe;

/// Walks the segments of a JPEG from its start to its end-of-image marker (ITU-T T.81, annex B).
final class JpegReader {
  private static final int TEM = 0x01;
  private static final int DHT = 0xC4;
  private static final int JPG = 0xC8;
  private static final int DAC = 0xCC;
  private static final int RST0 = 0xD0;
  private static final int RST7 = 0xD7;
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int DNL = 0xDC;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int ADOBE = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COM = 0xFE;

  private final Bytes bytes;
  private int width;
  private int height;
  private int components;
  private boolean progressive;
  private int scans;
  private boolean complete;
  private int orientation;
  private boolean profiled;
  private long profile;
  private boolean metadata;

  JpegReader(Bytes bytes) {
    this.bytes = bytes;
  }

  Header read() throws Broken {
    long at = 2;
    while (true) {
      at = marker(at);
      int marker = bytes.u8(at++);
      if (marker == EOI) {
        break;
      }
      if (marker == TEM || (marker >= RST0 && marker <= RST7)) {
        continue;
      }
      if (marker == SOI || marker == 0) {
        throw Broken.corrupt("marker FF %02X at %d".formatted(marker, at - 2));
      }
      int length = bytes.u16(at);
      if (length < 2) {
        throw Broken.corrupt("segment of %d bytes at %d".formatted(length, at));
      }
      segment(marker, bytes.part(at + 2, length - 2, "JPEG segment"));
      at += length;
      if (marker == SOS) {
        at = entropyCoded(at);
      }
    }
    if (scans == 0) {
      throw Broken.corrupt("JPEG without an image");
    }
    return new Header.Jpeg(
        width,
        height,
        components,
        progressive,
        scans,
        Math.max(1, orientation),
        profiled,
        metadata);
  }

  /// The place of the marker's second byte; the first may be repeated as filling.
  private long marker(long at) throws Broken {
    if (bytes.u8(at) != 0xFF) {
      throw Broken.corrupt("no JPEG marker at " + at);
    }
    while (bytes.u8(at) == 0xFF) {
      at++;
    }
    return at;
  }

  /// Skips compressed data: up to an FF that is neither stuffed (FF 00) nor a restart marker.
  private long entropyCoded(long at) throws Broken {
    while (true) {
      at = bytes.nextFF(at);
      int next = bytes.u8(at + 1);
      if (next != 0 && (next < RST0 || next > RST7)) {
        return at;
      }
      at += 2;
    }
  }

  private void segment(int marker, Bytes body) throws Broken {
    switch (marker) {
      case SOS -> scan(body);
      case DNL -> throw Broken.unsupported("JPEG with its height after the image (DNL)");
      case DAC -> throw Broken.unsupported("arithmetic-coded JPEG");
      case APP1 -> app1(body);
      case APP2 -> {
        if (body.has(0, "ICC_PROFILE\0")) {
          profiled = true;
          profile += body.size();
          Profile.check(profile);
        }
        metadata = true;
      }
      default -> {
        if (marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != JPG) {
          frame(marker, body);
        }
        metadata |= marker == COM || (marker > APP2 && marker <= APP15 && marker != ADOBE);
      }
    }
  }

  private void scan(Bytes body) throws Broken {
    if (components == 0) {
      throw Broken.corrupt("JPEG scan before its frame");
    }
    if (complete) {
      throw Broken.corrupt("JPEG with a scan after the one that has it all");
    }
    scans++;
    // A decoder of such a scan reads no other (T.81, 4.5): what is not in it stays grey.
    complete = !progressive && body.u8(0) == components;
  }

  private void frame(int marker, Bytes body) throws Broken {
    if (components != 0) {
      throw Broken.corrupt("JPEG with two frames");
    }
    switch (marker) {
      case 0xC0, 0xC1 -> {}
      case 0xC2 -> progressive = true;
      case 0xC3 -> throw Broken.unsupported("lossless JPEG");
      case 0xC5, 0xC6, 0xC7 -> throw Broken.unsupported("hierarchical JPEG");
      default -> throw Broken.unsupported("arithmetic-coded JPEG");
    }
    int depth = body.u8(0);
    if (depth != 8) {
      throw Broken.unsupported(depth + "-bit JPEG");
    }
    height = body.u16(1);
    width = body.u16(3);
    components = body.u8(5);
    if (components != 1 && components != 3 && components != 4) {
      throw Broken.unsupported("JPEG of " + components + " components");
    }
    if (height == 0) {
      throw Broken.unsupported("JPEG with its height after the image (DNL)");
    }
    if (width == 0) {
      throw Broken.corrupt("JPEG of width 0");
    }
  }

  private void app1(Bytes body) throws Broken {
    metadata = true;
    if (orientation == 0 && body.has(0, "Exif\0\0")) {
      orientation = Exif.orientation(body.part(6, body.size() - 6, "EXIF"));
    }
  }
}
