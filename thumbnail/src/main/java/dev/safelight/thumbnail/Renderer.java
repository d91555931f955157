package dev.safelight.thumbnail;

import dev.safelight.image.Rendering;

/// Makes all renditions of an original.
@FunctionalInterface
interface Renderer {
  Rendering render(byte[] original);
}
