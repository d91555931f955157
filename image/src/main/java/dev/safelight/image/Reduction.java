package dev.safelight.image;

import dev.safelight.image.probe.Header;

/// Sizes, as stored: `width` x `height` is what an original is scaled to, `cropWidth` x
/// `cropHeight` what is left of that. Reckoned here once, so that they do not depend on how a
/// decoder rounds. `times` is below 1 where the image is made larger.
record Reduction(double times, int width, int height, int cropWidth, int cropHeight) {
  static Reduction of(Header header, Rendition rendition) {
    // The box is for the upright image; pixels are turned last, when they are few.
    int boxWidth = header.turned() ? rendition.height() : rendition.width();
    int boxHeight = header.turned() ? rendition.width() : rendition.height();
    double across = (double) header.width() / boxWidth;
    double down = (double) header.height() / boxHeight;
    double fitting =
        switch (rendition.fit()) {
          case CONTAIN -> Math.max(across, down);
          case COVER -> Math.min(across, down);
        };
    double times = rendition.has(Extra.ENLARGE) ? fitting : Math.max(1, fitting);
    int width = side(header.width(), times);
    int height = side(header.height(), times);
    return new Reduction(
        times, width, height, Math.min(width, boxWidth), Math.min(height, boxHeight));
  }

  boolean crops() {
    return cropWidth < width || cropHeight < height;
  }

  static int side(int side, double times) {
    return (int) Math.max(1, Math.round(side / times));
  }
}
