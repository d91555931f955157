package dev.safelight.image;

import dev.safelight.image.probe.Header;
import java.util.Locale;
import java.util.Optional;

/// A format that is read and written.
public enum Format implements Output {
  JPEG("image/jpeg", "jpg"),
  PNG("image/png", "png"),
  WEBP("image/webp", "webp");

  private final String contentType;
  private final String extension;

  Format(String contentType, String extension) {
    this.contentType = contentType;
    this.extension = extension;
  }

  public String contentType() {
    return contentType;
  }

  /// Without the dot.
  public String extension() {
    return extension;
  }

  /// By name or extension, in any case: `jpeg`, `jpg`, `png`, `webp`.
  public static Optional<Format> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "jpeg", "jpg" -> Optional.of(JPEG);
      case "png" -> Optional.of(PNG);
      case "webp" -> Optional.of(WEBP);
      default -> Optional.empty();
    };
  }

  static Format of(Header header) {
    return switch (header) {
      case Header.Jpeg _ -> JPEG;
      case Header.Png _ -> PNG;
      case Header.WebP _ -> WEBP;
    };
  }
}
