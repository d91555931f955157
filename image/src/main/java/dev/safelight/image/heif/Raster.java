package dev.safelight.image.heif;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Rows of pixels without gaps, `bands` bytes each: RGB or RGBA, with the file's ICC profile. The
/// memory is of the arena that was handed in.
public record Raster(
    MemorySegment pixels, int width, int height, int bands, Optional<MemorySegment> profile) {}
