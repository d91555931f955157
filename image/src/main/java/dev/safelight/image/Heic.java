package dev.safelight.image;

import dev.safelight.image.heif.Libheif;
import java.util.Map;
import java.util.Optional;

/// The libheif of this machine, looked for when the first HEIC or AVIF comes: no other original
/// pays. Thread-safe.
final class Heic {
  private final Map<String, String> environment;
  private Optional<Optional<Libheif>> found = Optional.empty();

  Heic(Map<String, String> environment) {
    this.environment = environment;
  }

  synchronized Optional<Libheif> library() {
    found = found.or(() -> Optional.of(Libheif.find(environment)));
    return found.get();
  }
}
