package dev.safelight.image;

import dev.safelight.image.Thumbnailing.TooLarge;
import dev.safelight.image.probe.Header;
import java.util.Optional;

/// Compares an original with its [Limits]; the first one broken is told.
final class Bounds {
  private Bounds() {}

  static Optional<TooLarge> check(long bytes, Limits limits) {
    return first(new TooLarge("bytes", bytes, limits.bytes()));
  }

  static Optional<TooLarge> check(Header header, long bytes, Limits limits) {
    int longest = Math.max(header.width(), header.height());
    long pixels = header.pixels();
    int scans = header instanceof Header.Jpeg jpeg ? jpeg.scans() : 1;
    boolean progressive = header instanceof Header.Jpeg && header.buffered();
    int tiles = header instanceof Header.Heif heif ? heif.tiles() : 1;
    return first(
        new TooLarge("pixels on a side", longest, limits.side()),
        new TooLarge("pixels", pixels, limits.pixels()),
        new TooLarge("bytes to be held while decoding", header.held(), limits.heldBytes()),
        new TooLarge("frames", header.frames(), limits.frames()),
        new TooLarge("bytes of progressive JPEG", progressive ? bytes : 0, progressive(limits)),
        new TooLarge("scans", scans, limits.scans()),
        new TooLarge("scanned pixels", scanned(header), limits.scannedPixels()),
        new TooLarge("tiles", tiles, limits.tiles()));
  }

  /// Not more where files may be longer than usual: its bytes cost time, not memory.
  private static long progressive(Limits limits) {
    return Math.clamp(limits.bytes() / 2, 1, Limits.standard().bytes() / 2);
  }

  /// What decodes in one pass is bounded by its pixels alone.
  static long scanned(Header header) {
    return switch (header) {
      case Header.Jpeg jpeg -> jpeg.scans() == 1 ? 0 : jpeg.scans() * jpeg.pixels();
      // As dear as so many scans of a JPEG.
      case Header.Png png -> png.interlaced() ? (png.depth() > 8 ? 24 : 12) * png.pixels() : 0;
      case Header.WebP _, Header.Gif _, Header.Heif _, Header.Tiff _ -> 0;
    };
  }

  private static Optional<TooLarge> first(TooLarge... measures) {
    for (var measure : measures) {
      if (measure.found() > measure.allowed()) {
        return Optional.of(measure);
      }
    }
    return Optional.empty();
  }
}
