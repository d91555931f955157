package dev.safelight.image;

/// How an image meets the box of a [Rendition]. Neither way makes an image larger than it was.
public enum Fit {
  /// The whole image inside the box, its proportions kept.
  CONTAIN,
  /// The box filled, what hangs over on two sides cut off evenly.
  COVER
}
