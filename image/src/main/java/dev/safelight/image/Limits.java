package dev.safelight.image;

/// How large an original may be; checked on its header, before native code sees a byte.
///
/// - `bytes`: the file; half of it for a progressive JPEG, whose every byte is dear (40 ns), and of
///   that 32 MiB at most.
/// - `pixels`: width x height. It bounds the time of decoders that stream rows and hold a few of
///   them (baseline JPEG, plain PNG, TIFF).
/// - `heldBytes`: what a decoder that holds the whole image would hold of it (progressive JPEG,
///   interlaced PNG, WebP, GIF, AVIF, HEIC, TIFF in long strips; [Header#held]). It bounds memory.
/// - `side`: width and height each.
/// - `frames`: of an animation, of which only the first is decoded unless all are wanted.
/// - `scans`: of a JPEG. A file of some kilobytes can ask for thousands of passes over every pixel.
/// - `scannedPixels`: scans x pixels of such a JPEG, the work that those passes amount to; an
///   interlaced PNG counts as 12 scans, of 16 bits as 24.
/// - `tiles`: of an AVIF or HEIC that is a grid.
public record Limits(
    long bytes,
    long pixels,
    long heldBytes,
    int side,
    int frames,
    int scans,
    long scannedPixels,
    int tiles) {
  /// What a decoder holds for one pixel at most: four 16-bit samples (interlaced 16-bit RGBA, the
  /// coefficients of a progressive CMYK JPEG).
  private static final int BYTES_PER_PIXEL = 8;

  /// What takes about a second, however much memory there is.
  private static final long MOST_SCANNED = 1L << 29;

  public Limits {
    atLeastOne("bytes", bytes);
    atLeastOne("pixels", pixels);
    atLeastOne("heldBytes", heldBytes);
    atLeastOne("side", side);
    atLeastOne("frames", frames);
    atLeastOne("scans", scans);
    atLeastOne("scannedPixels", scannedPixels);
    atLeastOne("tiles", tiles);
  }

  /// Files of 64 MiB, 268 million pixels streamed or 512 MiB held, 32,768 pixels a side, 1,000
  /// frames, 100 scans, 537 million pixels scanned, 1,024 tiles.
  public static Limits standard() {
    return within(512L << 20);
  }

  /// The standard limits for a decoder that may hold so many bytes.
  public static Limits within(long heldBytes) {
    long pixels = heldBytes / BYTES_PER_PIXEL;
    long scanned = Math.min(16 * pixels, MOST_SCANNED);
    return new Limits(64L << 20, 4 * pixels, heldBytes, 32_768, 1_000, 100, scanned, 1_024);
  }

  private static void atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
  }
}
