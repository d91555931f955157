package dev.safelight.image.probe;

/// Walks the chunks of a WebP ("WebP Container Specification", RFC 9649).
final class WebpReader {
  private static final int CHUNK = 8;

  private final Bytes bytes;
  private int width;
  private int height;
  private boolean sized;
  private boolean animated;
  private boolean alpha;
  private boolean lossless;
  private int pictures;
  private int frames;
  private int orientation = 1;
  private boolean profiled;
  private boolean metadata;

  WebpReader(Bytes bytes) {
    this.bytes = bytes;
  }

  Header read() throws Broken {
    var file = bytes.part(8, bytes.u32le(4), "WebP");
    for (long at = 4; at < file.size(); ) {
      var type = file.text(at, 4);
      long length = file.u32le(at + 4);
      chunk(type, file.part(at + CHUNK, length, "WebP chunk"), at == 4);
      at += CHUNK + length + (length & 1);
    }
    if (animated ? frames == 0 : pictures != 1) {
      throw Broken.corrupt("WebP of %d images and %d frames".formatted(pictures, frames));
    }
    return new Header.WebP(
        width, height, lossless, alpha, Math.max(1, frames), orientation, profiled, metadata);
  }

  private void chunk(String type, Bytes body, boolean first) throws Broken {
    switch (type) {
      case "VP8X" -> {
        if (!first) {
          throw Broken.corrupt("WebP with VP8X in the middle");
        }
        extended(body);
      }
      case "VP8 " -> lossy(body);
      case "VP8L" -> lossless(body);
      case "ANMF" -> frame(body);
      case "ALPH" -> alpha = true;
      case "ICCP" -> {
        Profile.check(body.size());
        profiled = true;
        metadata = true;
      }
      case "EXIF" -> {
        boolean prefixed = body.has(0, "Exif\0\0");
        orientation = Exif.orientation(prefixed ? body.part(6, body.size() - 6, "EXIF") : body);
        metadata = true;
      }
      case "XMP " -> metadata = true;
      default -> {}
    }
  }

  private void extended(Bytes body) throws Broken {
    int flags = body.u8(0);
    animated = (flags & 0x02) != 0;
    alpha = (flags & 0x10) != 0;
    size(body.u24le(4) + 1, body.u24le(7) + 1);
  }

  private void lossy(Bytes body) throws Broken {
    if ((body.u8(0) & 1) != 0 || !body.has(3, "\u009D\u0001*")) {
      throw Broken.corrupt("WebP without a VP8 key frame");
    }
    pictures++;
    size(body.u16le(6) & 0x3FFF, body.u16le(8) & 0x3FFF);
  }

  private void lossless(Bytes body) throws Broken {
    if (body.u8(0) != 0x2F) {
      throw Broken.corrupt("WebP without a VP8L signature");
    }
    long bits = body.u32le(1);
    pictures++;
    lossless = true;
    alpha |= (bits >> 28 & 1) != 0;
    size((int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1);
  }

  /// A frame may be smaller than the canvas, and must lie inside: the decoder paints it there.
  private void frame(Bytes body) throws Broken {
    long right = 2L * body.u24le(0) + body.u24le(6) + 1;
    long bottom = 2L * body.u24le(3) + body.u24le(9) + 1;
    if (!animated || right > width || bottom > height) {
      throw Broken.corrupt("WebP frame outside its canvas");
    }
    frames++;
  }

  private void size(int w, int h) throws Broken {
    if (w < 1 || h < 1) {
      throw Broken.corrupt("WebP of %d x %d".formatted(w, h));
    }
    if (sized && (w != width || h != height)) {
      throw Broken.corrupt(
          "WebP canvas of %d x %d around an image of %d x %d".formatted(width, height, w, h));
    }
    sized = true;
    width = w;
    height = h;
  }
}
