package dev.safelight.image.probe;

/// What a coded image says of itself, whatever its container says: how large its decoder makes it,
/// and how deep its samples are.
record Stream(long width, long height, int depth) {
  static final Stream NONE = new Stream(0, 0, 0);

  /// The larger of both in each.
  Stream or(Stream other) {
    return new Stream(
        Math.max(width, other.width), Math.max(height, other.height), Math.max(depth, other.depth));
  }
}
