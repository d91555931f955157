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
        new TooLarge(
            "bytes of progressive JPEG", progressive ? bytes : 0, Math.max(1, limits.bytes() / 2)),
        new TooLarge("scans", scans, limits.scans()),
        // One scan is bounded by pixels above.
        new TooLarge("scanned pixels", scans == 1 ? 0 : scans * pixels, limits.scannedPixels()),
        new TooLarge("tiles", tiles, limits.tiles()));
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
