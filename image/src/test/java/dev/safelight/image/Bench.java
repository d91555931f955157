package dev.safelight.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.image.Thumbnailing.Made;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/// The thumbnailer of all tests, and how they look at its work. `SAFELIGHT_LIBVIPS` runs them
/// against another libvips than the one the build brings.
final class Bench {
  static final Thumbnailer THUMBNAILER =
      Thumbnailer.find(System.getenv(), Path.of(System.getProperty("safelight.natives")))
          .orElseThrow();

  private Bench() {}

  static Rendition box(int width, int height, Fit fit, Output output) {
    return new Rendition(width, height, fit, output, 80);
  }

  static Thumbnailing of(byte[] original) {
    return THUMBNAILER.thumbnail(original, Rendition.standard(), Limits.standard());
  }

  static Made made(byte[] original, Rendition rendition) {
    var answer = THUMBNAILER.thumbnail(original, rendition, Limits.standard());
    assertThat(answer).isInstanceOf(Made.class);
    return (Made) answer;
  }

  /// The image itself as WebP, which the JDK cannot write.
  static byte[] webp(BufferedImage image) {
    var box = box(Rendition.LONGEST, Rendition.LONGEST, Fit.CONTAIN, Format.WEBP);
    return made(Originals.png(image), box).bytes();
  }

  static void assertNear(BufferedImage image, int x, int y, Color colour, int tolerance) {
    var seen = new Color(image.getRGB(x, y));
    assertThat(new int[] {seen.getRed(), seen.getGreen(), seen.getBlue()})
        .as("%d,%d", x, y)
        .satisfies(sample -> {
          assertThat(sample[0]).isBetween(colour.getRed() - tolerance, colour.getRed() + tolerance);
          assertThat(sample[1])
              .isBetween(colour.getGreen() - tolerance, colour.getGreen() + tolerance);
          assertThat(sample[2])
              .isBetween(colour.getBlue() - tolerance, colour.getBlue() + tolerance);
        });
  }
}
