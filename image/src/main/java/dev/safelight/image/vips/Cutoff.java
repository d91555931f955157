package dev.safelight.image.vips;

import dev.safelight.image.vips.Functions.Name;
import java.util.ArrayList;
import java.util.List;

/// Stops the work on one original, from any thread. libvips looks before each piece of an image
/// whether the image was killed; what computes a whole image at once only ends on its own, and what
/// would follow it fails.
///
/// Images are killed under the lock that [#close] takes before they are given back: a late stop
/// never reaches one that is gone. Thread-safe.
final class Cutoff {
  private final Functions functions;
  private final List<Long> images = new ArrayList<>();
  private boolean stopped;
  private boolean closed;

  Cutoff(Functions functions) {
    this.functions = functions;
  }

  /// `image` lives until after [#close].
  synchronized void watch(long image) {
    images.add(image);
    if (stopped) {
      kill(image);
    }
  }

  synchronized void stop() {
    if (!closed) {
      stopped = true;
      images.forEach(this::kill);
    }
  }

  synchronized boolean stopped() {
    return stopped;
  }

  synchronized void close() {
    closed = true;
    images.clear();
  }

  private void kill(long image) {
    functions.call(Name.VIPS_IMAGE_SET_KILL, image, 1);
  }
}
