package dev.safelight.image;

import dev.safelight.image.probe.Header;
import java.util.Locale;
import java.util.Optional;

/// A format that is written.
public enum Format implements Output {
  JPEG("image/jpeg", "jpg"),
  PNG("image/png", "png"),
  WEBP("image/webp", "webp"),
  AVIF("image/avif", "avif");

  /// What is read, for refusals.
  static final String READ = "JPEG, PNG, WebP, AVIF, HEIC, TIFF and GIF";

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

  /// By name or extension, in any case: `jpeg`, `jpg`, `png`, `webp`, `avif`.
  public static Optional<Format> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "jpeg", "jpg" -> Optional.of(JPEG);
      case "png" -> Optional.of(PNG);
      case "webp" -> Optional.of(WEBP);
      case "avif" -> Optional.of(AVIF);
      default -> Optional.empty();
    };
  }

  /// Holds more than one frame, as it is written here.
  boolean animates() {
    return this == WEBP;
  }

  /// [Output#KEEP]'s rule, for a still.
  static Format of(Header header) {
    return switch (header) {
      case Header.Jpeg _ -> JPEG;
      case Header.Png _, Header.Gif _ -> PNG;
      case Header.WebP _ -> WEBP;
      case Header.Heif heif when heif.coding() == Header.Coding.AV1 -> AVIF;
      case Header.Heif _, Header.Tiff _ -> header.alpha() ? PNG : JPEG;
    };
  }
}
