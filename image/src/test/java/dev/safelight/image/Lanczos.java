package dev.safelight.image;

import java.awt.image.BufferedImage;

/// A slow, obvious Lanczos3 reduction of full-size pixels, to compare with.
final class Lanczos {
  private static final int LOBES = 3;

  private Lanczos() {}

  static BufferedImage reduce(BufferedImage image, int width, int height) {
    int all = image.getWidth();
    int rows = image.getHeight();
    var pixels = image.getRGB(0, 0, all, rows, null, 0, all);
    var narrow = new double[rows * width * 3];
    for (int x = 0; x < width; x++) {
      var weights = new Weights(x, (double) all / width, all);
      for (int y = 0; y < rows; y++) {
        for (int i = 0; i < weights.values.length; i++) {
          int pixel = pixels[y * all + weights.at(i)];
          for (int c = 0; c < 3; c++) {
            narrow[(y * width + x) * 3 + c] += weights.values[i] * (pixel >> 16 - 8 * c & 0xFF);
          }
        }
      }
    }
    var out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      var weights = new Weights(y, (double) rows / height, rows);
      for (int x = 0; x < width; x++) {
        int pixel = 0;
        for (int c = 0; c < 3; c++) {
          double sum = 0;
          for (int i = 0; i < weights.values.length; i++) {
            sum += weights.values[i] * narrow[(weights.at(i) * width + x) * 3 + c];
          }
          pixel = pixel << 8 | (int) Math.clamp(Math.round(sum), 0, 255);
        }
        out.setRGB(x, y, pixel);
      }
    }
    return out;
  }

  /// How much each of the samples around a place counts; what would lie outside is the edge's.
  private static final class Weights {
    private final double[] values;
    private final int first;
    private final int size;

    Weights(int at, double scale, int size) {
      double centre = (at + 0.5) * scale - 0.5;
      this.first = (int) Math.ceil(centre - LOBES * scale);
      this.size = size;
      this.values = new double[(int) Math.floor(centre + LOBES * scale) - first + 1];
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        values[i] = kernel((first + i - centre) / scale);
        sum += values[i];
      }
      for (int i = 0; i < values.length; i++) {
        values[i] /= sum;
      }
    }

    int at(int i) {
      return Math.clamp(first + i, 0, size - 1);
    }
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

  /// Structural similarity of the luminance (Wang and others, 2004), over windows of 8 x 8 in steps
  /// of 4.
  static double ssim(BufferedImage one, BufferedImage other) {
    double sum = 0;
    int windows = 0;
    for (int y = 0; y + 8 <= one.getHeight(); y += 4) {
      for (int x = 0; x + 8 <= one.getWidth(); x += 4) {
        sum += window(one, other, x, y);
        windows++;
      }
    }
    return sum / windows;
  }

  private static double window(BufferedImage one, BufferedImage other, int left, int top) {
    double a = 0;
    double b = 0;
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int y = top; y < top + 8; y++) {
      for (int x = left; x < left + 8; x++) {
        double s = luminance(one.getRGB(x, y));
        double t = luminance(other.getRGB(x, y));
        a += s / 64;
        b += t / 64;
        aa += s * s / 64;
        bb += t * t / 64;
        ab += s * t / 64;
      }
    }
    double c1 = 0.01 * 255 * 0.01 * 255;
    double c2 = 0.03 * 255 * 0.03 * 255;
    return (2 * a * b + c1)
        * (2 * (ab - a * b) + c2)
        / ((a * a + b * b + c1) * (aa - a * a + bb - b * b + c2));
  }

  private static double luminance(int pixel) {
    var sample = rgb(pixel);
    return 0.299 * sample[0] + 0.587 * sample[1] + 0.114 * sample[2];
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
