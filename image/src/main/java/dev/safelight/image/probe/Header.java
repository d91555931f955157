package dev.safelight.image.probe;

import java.util.List;

/// What a file says of its image. Sizes are in pixels, as stored: before `orientation` is applied.
public sealed interface Header extends Finding {
  int width();

  int height();

  /// As EXIF has it: 1 is upright, 5 to 8 swap width and height; 1 too where the file says nothing
  /// or nonsense.
  int orientation();

  boolean alpha();

  /// An ICC profile is embedded.
  boolean profiled();

  /// 1, or more for an animation.
  int frames();

  /// Camera data, comments, XMP or a profile: anything but pixels and how to read them.
  boolean metadata();

  /// The decoder must hold the whole image, not only some rows.
  boolean buffered();

  /// How many bytes of pixels a decoder holds at a time, at most; 0 where it streams rows.
  long held();

  default long pixels() {
    return (long) width() * height();
  }

  /// Width and height change places when the image is shown.
  default boolean turned() {
    return orientation() >= 5;
  }

  /// `components`: 1 grey, 3 colour, 4 CMYK.
  record Jpeg(
      int width,
      int height,
      int components,
      boolean progressive,
      int scans,
      int orientation,
      boolean profiled,
      boolean metadata)
      implements Header {
    @Override
    public boolean alpha() {
      return false;
    }

    @Override
    public int frames() {
      return 1;
    }

    @Override
    public boolean buffered() {
      return progressive || scans > 1;
    }

    /// A 16-bit coefficient for each sample, as if chroma were never coarser.
    @Override
    public long held() {
      return buffered() ? 2L * components * pixels() : 0;
    }
  }

  /// `depth`: bits per sample, 1 to 16.
  record Png(
      int width,
      int height,
      int depth,
      boolean interlaced,
      boolean alpha,
      int frames,
      int orientation,
      boolean profiled,
      boolean metadata)
      implements Header {
    @Override
    public boolean buffered() {
      return interlaced;
    }

    /// Four samples of each pixel, as if palettes and grey were always widened.
    @Override
    public long held() {
      return interlaced ? (depth > 8 ? 8 : 4) * pixels() : 0;
    }
  }

  record WebP(
      int width,
      int height,
      boolean lossless,
      boolean alpha,
      int frames,
      int orientation,
      boolean profiled,
      boolean metadata)
      implements Header {
    @Override
    public boolean buffered() {
      return true;
    }

    /// The canvas, and what it is decoded from.
    @Override
    public long held() {
      return 8 * pixels();
    }
  }

  /// No orientation, no profile; the decoder paints frames on a canvas that it holds.
  record Gif(int width, int height, boolean alpha, int frames, boolean metadata) implements Header {
    @Override
    public int orientation() {
      return 1;
    }

    @Override
    public boolean profiled() {
      return false;
    }

    @Override
    public boolean buffered() {
      return true;
    }

    /// The canvas, and the one before it.
    @Override
    public long held() {
      return 8 * pixels();
    }
  }

  /// A reduced copy inside a TIFF: page `page`, or of the first page the SubIFD `subifd` (else -1).
  record Level(int width, int height, int page, int subifd) {}

  /// The first page. `depth`: bits per sample, 1 to 16. `samples`: of a pixel, alpha too. `row`:
  /// the bytes of what is decoded together, a strip or a row of tiles, of the largest level.
  record Tiff(
      int width,
      int height,
      int depth,
      int samples,
      boolean tiled,
      long row,
      boolean alpha,
      int orientation,
      boolean profiled,
      boolean metadata,
      List<Level> levels)
      implements Header {
    public Tiff {
      levels = List.copyOf(levels);
    }

    @Override
    public int frames() {
      return 1;
    }

    /// One strip may be the whole image.
    @Override
    public boolean buffered() {
      return false;
    }

    @Override
    public long held() {
      return 2 * row;
    }
  }

  /// How the pixels of an ISO image file are compressed: AVIF or HEIC.
  enum Coding {
    AV1,
    HEVC
  }

  /// The primary image, upright: the file's own turns and crops are applied by every decoder.
  ///
  /// `tiles`: 1, or how many a grid has. `decoded`: the pixels of all tiles and of the image that
  /// holds alpha, before anything is cropped.
  record Heif(
      Coding coding,
      int width,
      int height,
      int depth,
      int tiles,
      long decoded,
      boolean alpha,
      boolean profiled,
      boolean metadata)
      implements Header {
    @Override
    public int orientation() {
      return 1;
    }

    @Override
    public int frames() {
      return 1;
    }

    @Override
    public boolean buffered() {
      return true;
    }

    /// Three samples of each pixel as the decoder and the container's reader have them, and four of
    /// each pixel that comes out. AV1's decoder keeps more: 20 bytes a pixel were measured with
    /// 4:4:4, 16 with 4:2:0.
    @Override
    public long held() {
      long each = coding == Coding.AV1 ? 16 : 6;
      return (depth > 8 ? 2 : 1) * (each * decoded + 4 * pixels());
    }
  }
}
