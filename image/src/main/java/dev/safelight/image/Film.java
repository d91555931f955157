package dev.safelight.image;

import dev.safelight.image.Thumbnailing.TooLarge;
import dev.safelight.image.probe.Header;
import java.util.Optional;

/// Animations that stay animations.
final class Film {
  private Film() {}

  static boolean isOne(Header header, Rendition rendition) {
    return header.frames() > 1 && rendition.has(Extra.ANIMATED);
  }

  /// All its frames are held at a time, so that together they must be within what is allowed for
  /// one image that is held.
  static Optional<TooLarge> check(Header header, Renditions renditions, Limits limits) {
    long bytes = 4 * header.pixels() * header.frames();
    boolean wanted = renditions.list().stream().anyMatch(each -> isOne(header, each.rendition()));
    return wanted && bytes > limits.heldBytes()
        ? Optional.of(new TooLarge("bytes in all frames", bytes, limits.heldBytes()))
        : Optional.empty();
  }
}
