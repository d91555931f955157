package dev.safelight.thumbnail;

import dev.safelight.image.Rendering;
import dev.safelight.image.Thumbnailer;
import java.io.IOException;
import java.nio.channels.FileChannel;

/// Makes all renditions of an original.
interface Renderer {
  Rendering render(byte[] original);

  /// Of all of a file, which the decoder reads as it needs it.
  Rendering render(FileChannel original) throws IOException;

  static Renderer of(Thumbnailer thumbnailer, Settings settings) {
    return new Renderer() {
      @Override
      public Rendering render(byte[] original) {
        return thumbnailer.render(original, settings.renditions(), settings.limits());
      }

      @Override
      public Rendering render(FileChannel original) throws IOException {
        return thumbnailer.render(original, settings.renditions(), settings.limits());
      }
    };
  }
}
