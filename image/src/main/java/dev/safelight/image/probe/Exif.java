package dev.safelight.image.probe;

/// The one EXIF field that changes pixels: tag 0x0112 of the first directory ("Exif 2.32", 4.6.4).
final class Exif {
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;

  private Exif() {}

  /// Of a TIFF block. Broken EXIF does not break an image: it counts as upright.
  static int orientation(Bytes tiff) {
    try {
      boolean little = tiff.has(0, "II*\0");
      if (!little && !tiff.has(0, "MM\0*")) {
        return 1;
      }
      long directory = little ? tiff.u32le(4) : tiff.u32(4);
      int entries = u16(tiff, directory, little);
      for (int i = 0; i < entries; i++) {
        long entry = directory + 2 + (long) i * ENTRY;
        if (u16(tiff, entry, little) == ORIENTATION) {
          int value = u16(tiff, entry + 8, little);
          return u16(tiff, entry + 2, little) == SHORT && value >= 1 && value <= 8 ? value : 1;
        }
      }
      return 1;
    } catch (Broken _) {
      return 1;
    }
  }

  private static int u16(Bytes tiff, long at, boolean little) throws Broken {
    return little ? tiff.u16le(at) : tiff.u16(at);
  }
}
