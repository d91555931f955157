package dev.safelight.image;

/// What a thumbnail has only where it is asked for.
public enum Extra {
  /// Smaller originals are made as large as the box.
  ENLARGE,
  /// An original with a wider gamut than sRGB becomes Display P3, with that profile inside, and not
  /// sRGB.
  P3,
  /// The maker's name and the copyright notice stay, found in EXIF, IPTC or XMP, and nothing else
  /// of them. They are written as XMP and, in ASCII, as EXIF.
  COPYRIGHT,
  /// An animation stays one; only WebP can hold it.
  ANIMATED
}
