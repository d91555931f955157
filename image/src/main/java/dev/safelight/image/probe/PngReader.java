package dev.safelight.image.probe;

/// Walks the chunks of a PNG to its IEND ("Portable Network Graphics", third edition; APNG is part
/// of it).
final class PngReader {
  private static final int MOST_TEXT = 8 << 20;
  static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";

  private final Bytes bytes;
  private boolean transparent;
  private int frames = 1;
  private int orientation = 1;
  private boolean profiled;
  private boolean metadata;
  private boolean data;
  private final Inflated profile = new Inflated(Profile.WHAT, Profile.MOST);
  private final Inflated text = new Inflated("bytes of text, unpacked", MOST_TEXT);

  PngReader(Bytes bytes) {
    this.bytes = bytes;
  }

  Header read() throws Broken {
    long at = SIGNATURE.length();
    if (bytes.u32(at) != 13 || !bytes.text(at + 4, 4).equals("IHDR")) {
      throw Broken.corrupt("PNG does not begin with IHDR");
    }
    var header = bytes.part(at + 8, 13, "IHDR");
    int width = side(header.u32(0));
    int height = side(header.u32(4));
    int depth = header.u8(8);
    int colour = header.u8(9);
    int interlace = header.u8(12);
    if (!valid(depth, colour) || header.u8(10) != 0 || header.u8(11) != 0 || interlace > 1) {
      throw Broken.corrupt(
          "PNG of depth %d, colour type %d, interlace %d".formatted(depth, colour, interlace));
    }
    for (at += 25; !chunk(at); at += 12 + bytes.u32(at)) {}
    if (!data) {
      throw Broken.corrupt("PNG without an image");
    }
    return new Header.Png(
        width,
        height,
        depth,
        interlace == 1,
        transparent || colour >= 4,
        frames,
        orientation,
        profiled,
        metadata);
  }

  /// Whether it is the last one.
  private boolean chunk(long at) throws Broken {
    long length = bytes.u32(at);
    var type = bytes.text(at + 4, 4);
    var body = bytes.part(at + 8, length, "PNG chunk");
    bytes.part(at + 8 + length, 4, "PNG chunk");
    switch (type) {
      case "IDAT" -> data = true;
      case "tRNS" -> transparent = true;
      case "acTL" -> frames = Math.clamp(body.u32(0), 1, Integer.MAX_VALUE);
      case "iCCP" -> {
        profiled = true;
        profile.named(body);
        metadata = true;
      }
      case "eXIf" -> {
        orientation = Exif.orientation(body);
        metadata = true;
      }
      case "zTXt" -> {
        text.named(body);
        metadata = true;
      }
      case "iTXt" -> {
        text.international(body);
        metadata = true;
      }
      case "tEXt", "tIME" -> metadata = true;
      default -> {}
    }
    return type.equals("IEND");
  }

  private static int side(long value) throws Broken {
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw Broken.corrupt("PNG with a side of " + value);
    }
    return (int) value;
  }

  /// Table 8 of the specification.
  private static boolean valid(int depth, int colour) {
    return switch (colour) {
      case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case 2, 4, 6 -> depth == 8 || depth == 16;
      default -> false;
    };
  }
}
