package dev.safelight.image;

/// How large an original may be; checked on its header, before native code sees a byte.
///
/// - `bytes`: the file.
/// - `pixels`: width x height where the decoder streams rows and holds a few of them (baseline
///   JPEG, plain PNG). It bounds time.
/// - `bufferedPixels`: the same where the decoder holds the whole image (progressive JPEG,
///   interlaced PNG, WebP). It bounds memory.
/// - `side`: width and height each.
/// - `frames`: of an animation, of which only the first is decoded.
/// - `scans`: of a JPEG. A file of some kilobytes can ask for thousands of passes over every pixel.
/// - `scannedPixels`: scans x pixels of such a JPEG, the work that those passes amount to.
public record Limits(
    long bytes,
    long pixels,
    long bufferedPixels,
    int side,
    int frames,
    int scans,
    long scannedPixels) {
  /// What a decoder holds for one pixel at most: four 16-bit samples (interlaced 16-bit RGBA, the
  /// coefficients of a progressive CMYK JPEG).
  private static final int BYTES_PER_PIXEL = 8;

  public Limits {
    atLeastOne("bytes", bytes);
    atLeastOne("pixels", pixels);
    atLeastOne("bufferedPixels", bufferedPixels);
    atLeastOne("side", side);
    atLeastOne("frames", frames);
    atLeastOne("scans", scans);
    atLeastOne("scannedPixels", scannedPixels);
  }

  /// Within 512 MiB of decoded bytes: files of 64 MiB, 268 million pixels streamed or 67 million
  /// held, 32,768 pixels a side, 1,000 frames, 100 scans, 1,074 million pixels scanned.
  public static Limits standard() {
    return within(512L << 20);
  }

  /// The standard limits for a decoder that may hold so many bytes.
  public static Limits within(long decodedBytes) {
    long held = decodedBytes / BYTES_PER_PIXEL;
    return new Limits(64L << 20, 4 * held, held, 32_768, 1_000, 100, 16 * held);
  }

  private static void atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
  }
}
