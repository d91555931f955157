package dev.safelight.image.vips;

import java.lang.foreign.MemorySegment;

/// An image inside a [Darkroom], gone with it. Its pixels are computed when something asks for
/// them.
public final class Picture {
  /// A GValue, which holds the reference.
  private final MemorySegment value;

  private final int width;
  private final int height;

  Picture(MemorySegment value, int width, int height) {
    this.value = value;
    this.width = width;
    this.height = height;
  }

  MemorySegment value() {
    return value;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }
}
