package dev.safelight.image;

/// Which format a thumbnail is written in: a [Format], or a rule that chooses one by the original.
public sealed interface Output permits Format, Output.Keep, Output.Modern {
  Output KEEP = new Keep();
  Output MODERN = new Modern();

  /// The original's own where it can be written. Else: HEIC and TIFF become JPEG, or PNG with
  /// transparency; GIF becomes PNG, or WebP where it stays animated.
  record Keep() implements Output {
    @Override
    public String toString() {
      return "keep";
    }
  }

  /// The format of this decade with the smallest file: AVIF where this libvips writes it, WebP
  /// elsewhere and for animations. Both hold transparency.
  record Modern() implements Output {
    @Override
    public String toString() {
      return "modern";
    }
  }
}
