package dev.safelight.image.vips;

import java.lang.foreign.MemorySegment;

/// An original as decoders take it: its bytes, mapped or held, which live as long as their
/// [Darkroom].
///
/// @param name under which C finds the same file, or nothing: PNG and JPEG are read from there
///   piece by piece, so that of a mapping no page is touched
public record Original(MemorySegment bytes, String name) {
  static Original held(MemorySegment bytes) {
    return new Original(bytes, "");
  }
}
