package dev.safelight.thumbnail;

import dev.safelight.image.Limits;

/// How large an original may be where the function has so much memory. Sizes are bytes.
///
/// The heap, which `bootstrap` makes a third of it, holds the file, once, in the old generation,
/// which is two thirds of the heap, beside the thumbnails. The rest, less what Java itself needs,
/// holds a copy of the file and the decoded pixels. So an original that would get the process
/// killed, and its event retried in vain, is refused instead.
record Memory(long whole, long heap) {
  /// Java's own code, metadata and threads, and libvips' code. Two photos of 1600x1200 in 128 MB
  /// took 88 MiB resident with all of the heap that they needed (linux-x64, November 2026).
  private static final long JAVA = 80L << 20;

  /// Objects of a function that waits, with room to move.
  private static final long LIVE = 12L << 20;

  private static final long LEAST = 8L << 20;

  Limits limits() {
    var standard = Limits.standard();
    long file = Math.max(LEAST / 8, Math.min(standard.bytes(), (heap - LIVE) / 2));
    long decoded = Math.max(LEAST, whole - heap - JAVA - file);
    var within = Limits.within(Math.min(512L << 20, decoded));
    // A decoder that streams holds a few rows however many there are: its limit is time.
    return new Limits(
        file,
        standard.pixels(),
        within.heldBytes(),
        within.side(),
        within.frames(),
        within.scans(),
        within.scannedPixels(),
        within.tiles());
  }
}
