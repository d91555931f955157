package dev.safelight.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/// A picture as text: half blocks in 24-bit colours, two pixels to a character.
final class Picture {
  private static final int COLUMNS = 48;

  private Picture() {}

  /// Whether a terminal says that it knows 24-bit colours.
  static boolean isShownBy(Map<String, String> environment) {
    var colours = environment.getOrDefault("COLORTERM", "");
    return colours.equals("truecolor") || colours.equals("24bit");
  }

  /// Empty for a format that the JDK does not read.
  static String of(Path file) {
    try {
      var image = ImageIO.read(file.toFile());
      return image == null ? "" : text(image);
    } catch (IOException _) {
      return ""; // It is decoration; the path is printed all the same.
    }
  }

  private static String text(BufferedImage image) {
    int columns = Math.min(COLUMNS, image.getWidth());
    int rows = Math.max(2, image.getHeight() * columns / image.getWidth()) / 2 * 2;
    var text = new StringBuilder();
    for (int row = 0; row < rows; row += 2) {
      text.append("    ");
      for (int column = 0; column < columns; column++) {
        text.append("\u001b[38;2;")
            .append(colour(image, column, row, columns, rows))
            .append("m\u001b[48;2;")
            .append(colour(image, column, row + 1, columns, rows))
            .append("m▀");
      }
      text.append("\u001b[0m\n");
    }
    return text.toString();
  }

  /// The mean of the pixels that fall on one half block, as `r;g;b`.
  private static String colour(BufferedImage image, int column, int row, int columns, int rows) {
    int left = column * image.getWidth() / columns;
    int right = Math.max(left + 1, (column + 1) * image.getWidth() / columns);
    int top = row * image.getHeight() / rows;
    int bottom = Math.max(top + 1, (row + 1) * image.getHeight() / rows);
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int rgb = image.getRGB(x, y);
        red += rgb >> 16 & 255;
        green += rgb >> 8 & 255;
        blue += rgb & 255;
      }
    }
    long pixels = (long) (right - left) * (bottom - top);
    return red / pixels + ";" + green / pixels + ";" + blue / pixels;
  }
}
