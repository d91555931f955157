package dev.safelight.image;

/// What a thumbnail has only where it is asked for.
public enum Extra {
  /// Smaller originals are made as large as the box.
  ENLARGE,
  /// An original with a wider gamut than sRGB becomes Display P3, with that profile inside, and not
  /// sRGB.
  P3,
  /// The owner's name and terms stay: EXIF's artist and copyright, and nothing else of EXIF, XMP or
  /// IPTC.
  COPYRIGHT,
  /// An animation stays one; only WebP can hold it.
  ANIMATED
}
