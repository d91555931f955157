package dev.safelight.image;

/// How an image meets the box of a [Rendition]. Neither way makes an image larger than it was,
/// unless [Extra#ENLARGE] is asked for.
public enum Fit {
  /// The whole image inside the box, its proportions kept.
  CONTAIN,
  /// The box filled; what hangs over on two sides is cut off, where [Crop] says.
  COVER
}
