package dev.safelight.image;

import java.awt.image.BufferedImage;
import java.util.function.IntFunction;

/// A slow, obvious Lanczos3 reduction of full-size pixels, to compare with.
final class Lanczos {
  private static final int LOBES = 3;

  private Lanczos() {}

  static BufferedImage reduce(BufferedImage image, int width, int height) {
    var rows = new double[image.getHeight()][width][3];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        int row = y;
        rows[y][x] =
            weigh(
                x,
                (double) image.getWidth() / width,
                image.getWidth(),
                i -> rgb(image.getRGB(i, row)));
      }
    }
    var out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        int column = x;
        var sum =
            weigh(y, (double) image.getHeight() / height, image.getHeight(), i -> rows[i][column]);
        int pixel = 0;
        for (double sample : sum) {
          pixel = pixel << 8 | (int) Math.clamp(Math.round(sample), 0, 255);
        }
        out.setRGB(x, y, pixel);
      }
    }
    return out;
  }

  /// Peak signal-to-noise ratio in decibels.
  static double psnr(BufferedImage one, BufferedImage other) {
    double squares = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        var a = rgb(one.getRGB(x, y));
        var b = rgb(other.getRGB(x, y));
        for (int i = 0; i < 3; i++) {
          squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
      }
    }
    double mean = squares / (3.0 * one.getWidth() * one.getHeight());
    return 10 * Math.log10(255 * 255 / mean);
  }

  private static double[] weigh(int at, double scale, int size, IntFunction<double[]> samples) {
    double centre = (at + 0.5) * scale - 0.5;
    var sum = new double[3];
    double weights = 0;
    for (int i = (int) Math.ceil(centre - LOBES * scale); i <= centre + LOBES * scale; i++) {
      double weight = kernel((i - centre) / scale);
      var sample = samples.apply(Math.clamp(i, 0, size - 1));
      for (int c = 0; c < 3; c++) {
        sum[c] += weight * sample[c];
      }
      weights += weight;
    }
    for (int c = 0; c < 3; c++) {
      sum[c] /= weights;
    }
    return sum;
  }

  private static double kernel(double x) {
    if (Math.abs(x) < 1e-9) {
      return 1;
    }
    double t = Math.PI * x;
    return Math.abs(x) >= LOBES ? 0 : LOBES * Math.sin(t) * Math.sin(t / LOBES) / (t * t);
  }

  private static double[] rgb(int pixel) {
    return new double[] {pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF};
  }
}
