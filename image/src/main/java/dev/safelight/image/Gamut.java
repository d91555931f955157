package dev.safelight.image;

import java.nio.ByteBuffer;

/// Whether a profile names more colours than sRGB has (ICC.1:2022, 7.2, 7.3 and 9.2.44).
final class Gamut {
  private static final int TAGS = 128;
  private static final int ENTRY = 12;
  private static final int RED = 0x7258595A; // rXYZ
  private static final int GREEN = 0x6758595A;
  private static final int BLUE = 0x6258595A;

  /// Of the triangle between sRGB's primaries as seen by D50, in CIE x and y.
  private static final double SRGB = 0.1091;

  private final ByteBuffer profile;

  private Gamut(byte[] profile) {
    this.profile = ByteBuffer.wrap(profile);
  }

  /// False too for profiles that are broken or have no primaries (grey, CMYK, tables).
  static boolean isWide(byte[] profile) {
    try {
      // Display P3 has 1.32 times the area; a tenth is measuring and rounding.
      return new Gamut(profile).area() > 1.1 * SRGB;
    } catch (IndexOutOfBoundsException _) {
      return false;
    }
  }

  private double area() {
    var red = primary(RED);
    var green = primary(GREEN);
    var blue = primary(BLUE);
    double across = (green[0] - red[0]) * (blue[1] - red[1]);
    return Math.abs(across - (blue[0] - red[0]) * (green[1] - red[1])) / 2;
  }

  /// CIE x and y; both 0 where there is none.
  private double[] primary(int tag) {
    int tags = profile.getInt(TAGS);
    for (int i = 0; i < tags; i++) {
      int entry = TAGS + 4 + i * ENTRY;
      if (profile.getInt(entry) == tag) {
        int at = profile.getInt(entry + 4) + 8;
        double x = profile.getInt(at);
        double y = profile.getInt(at + 4);
        double sum = x + y + profile.getInt(at + 8);
        return sum == 0 ? new double[2] : new double[] {x / sum, y / sum};
      }
    }
    return new double[2];
  }
}
