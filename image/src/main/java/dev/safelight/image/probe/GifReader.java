package dev.safelight.image.probe;

/// Walks the blocks of a GIF to its trailer ("Graphics Interchange Format", version 89a).
final class GifReader {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2C;
  private static final int TRAILER = 0x3B;
  private static final int CONTROL = 0xF9;
  private static final int COMMENT = 0xFE;
  private static final int APPLICATION = 0xFF;

  private final Bytes bytes;
  private int frames;
  private boolean transparent;
  private boolean metadata;

  GifReader(Bytes bytes) {
    this.bytes = bytes;
  }

  Header read() throws Broken {
    int width = bytes.u16le(6);
    int height = bytes.u16le(8);
    if (width == 0 || height == 0) {
      throw Broken.corrupt("GIF of %d x %d".formatted(width, height));
    }
    long at = 13L + palette(bytes.u8(10));
    boolean partial = false;
    for (int block; (block = bytes.u8(at)) != TRAILER; ) {
      switch (block) {
        case EXTENSION -> at = extension(at);
        case IMAGE -> {
          partial |= outside(at, width, height);
          at = subBlocks(at + 11 + palette(bytes.u8(at + 9)));
          frames++;
        }
        default -> throw Broken.corrupt("GIF block %02X at %d".formatted(block, at));
      }
    }
    if (frames == 0) {
      throw Broken.corrupt("GIF without an image");
    }
    return new Header.Gif(width, height, transparent || partial, frames, metadata);
  }

  /// Whether a frame leaves some of the canvas as it is; it must lie inside.
  private boolean outside(long at, int width, int height) throws Broken {
    int right = bytes.u16le(at + 1) + bytes.u16le(at + 5);
    int bottom = bytes.u16le(at + 3) + bytes.u16le(at + 7);
    if (right > width || bottom > height) {
      throw Broken.corrupt("GIF frame outside its canvas");
    }
    return frames == 0 && (bytes.u16le(at + 5) < width || bytes.u16le(at + 7) < height);
  }

  private long extension(long at) throws Broken {
    switch (bytes.u8(at + 1)) {
      case CONTROL -> transparent |= (bytes.u8(at + 3) & 1) != 0;
      case COMMENT -> metadata = true;
      // Repetition is no metadata; XMP and ICC are.
      case APPLICATION -> metadata |= !bytes.has(at + 3, "NETSCAPE2.0");
      default -> {}
    }
    return subBlocks(at + 2);
  }

  private long subBlocks(long at) throws Broken {
    int length;
    while ((length = bytes.u8(at)) != 0) {
      at += 1 + length;
    }
    return at + 1;
  }

  private static int palette(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }
}
