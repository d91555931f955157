package dev.safelight.image;

/// Which part of an image stays where it hangs over the box that it covers.
public enum Crop {
  /// The middle.
  CENTRE,
  /// The part in which most happens: the highest entropy of its grey values.
  ENTROPY,
  /// The part that eyes go to: edges, strong colours and skin.
  ATTENTION
}
