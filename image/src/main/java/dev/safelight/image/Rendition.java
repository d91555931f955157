package dev.safelight.image;

/// What is wanted of a thumbnail: a box of `width` x `height` pixels, how to fit it, the format,
/// and the quality from 1 to 100 (of JPEG and WebP; PNG is lossless).
public record Rendition(int width, int height, Fit fit, Output output, int quality) {
  /// The longest side of a box, in pixels: what is called a thumbnail ends somewhere.
  public static final int LONGEST = 4096;

  public Rendition {
    within("width", width, LONGEST);
    within("height", height, LONGEST);
    within("quality", quality, 100);
  }

  /// Contained in 256 x 256, the original's format, quality 80.
  public static Rendition standard() {
    return new Rendition(256, 256, Fit.CONTAIN, Output.KEEP, 80);
  }

  private static void within(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be from 1 to " + most + ", was " + value);
    }
  }
}
