package dev.safelight.image;

import dev.safelight.image.probe.Header;
import java.util.List;

/// What came of an original and [Renditions]: all of them, or the reason why there is none.
public sealed interface Rendering permits Rendering.Made, Thumbnailing.Refused {
  /// One for each rendition, in their order; of one decoding of the original.
  record Made(List<Thumbnail> thumbnails, Header original) implements Rendering {
    public Made {
      thumbnails = List.copyOf(thumbnails);
    }
  }

  /// The rendition `name`, `width` x `height` pixels, upright, without what the original told
  /// beyond its picture. The array is the caller's.
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Thumbnail(String name, byte[] bytes, Format format, int width, int height) {}
}
