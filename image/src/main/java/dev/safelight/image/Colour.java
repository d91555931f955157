package dev.safelight.image;

import java.util.HexFormat;

/// A colour in sRGB, each part from 0 to 255; written `#rrggbb`.
public record Colour(int red, int green, int blue) {
  public static final Colour WHITE = new Colour(255, 255, 255);

  public Colour {
    part("red", red);
    part("green", green);
    part("blue", blue);
  }

  /// `#` and six hexadecimal digits, or [IllegalArgumentException].
  public static Colour parse(String text) {
    if (text.length() != 7 || text.charAt(0) != '#' || !digits(text)) {
      throw new IllegalArgumentException("a colour must be #rrggbb, was \"" + text + '"');
    }
    int rgb = HexFormat.fromHexDigits(text, 1, 7);
    return new Colour(rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF);
  }

  @Override
  public String toString() {
    return '#' + HexFormat.of().toHexDigits(red << 16 | green << 8 | blue, 6);
  }

  private static boolean digits(String text) {
    return text.chars().skip(1).allMatch(HexFormat::isHexDigit);
  }

  private static void part(String name, int value) {
    if (value < 0 || value > 255) {
      throw new IllegalArgumentException(name + " must be from 0 to 255, was " + value);
    }
  }
}
