package dev.safelight.image.jpeg;

/// Brightness and colours to red, green and blue ("JPEG File Interchange Format", 7), rounded as
/// libjpeg does, in fixed point of 16 bits.
final class Ycc {
  private static final int HALF = 1 << 15;
  private static final int[] RED = new int[256];
  private static final int[] BLUE = new int[256];

  /// Of blue's and red's part of green, not yet shifted.
  private static final int[] GREEN_OF_BLUE = new int[256];

  private static final int[] GREEN_OF_RED = new int[256];

  static {
    for (int i = 0; i < 256; i++) {
      int colour = i - 128;
      RED[i] = (fixed(1.402) * colour + HALF) >> 16;
      BLUE[i] = (fixed(1.772) * colour + HALF) >> 16;
      GREEN_OF_BLUE[i] = -fixed(0.34414) * colour + HALF;
      GREEN_OF_RED[i] = -fixed(0.71414) * colour;
    }
  }

  private Ycc() {}

  private static int fixed(double factor) {
    return (int) (factor * (1 << 16) + 0.5);
  }

  static void toRgb(byte[][] planes, int from, byte[] rgb) {
    var brightness = planes[0];
    var blues = planes[1];
    var reds = planes[2];
    for (int i = 0; i < rgb.length / 3; i++) {
      int y = brightness[from + i] & 0xFF;
      int blue = blues[from + i] & 0xFF;
      int red = reds[from + i] & 0xFF;
      rgb[3 * i] = clamp(y + RED[red]);
      rgb[3 * i + 1] = clamp(y + ((GREEN_OF_BLUE[blue] + GREEN_OF_RED[red]) >> 16));
      rgb[3 * i + 2] = clamp(y + BLUE[blue]);
    }
  }

  private static byte clamp(int sample) {
    return (byte) Math.max(0, Math.min(sample, 255));
  }
}
