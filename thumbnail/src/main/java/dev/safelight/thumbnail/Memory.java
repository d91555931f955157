package dev.safelight.thumbnail;

import dev.safelight.image.Limits;

/// How large an original may be where the function has so much memory. Sizes are bytes.
///
/// The heap, which `bootstrap` makes a third of it, holds the file where it is small, once, in the
/// old generation, which is two thirds of the heap, beside the thumbnails. The rest, less what Java
/// itself needs, holds a copy of the file and the decoded pixels. A larger file goes to the disk:
/// the decoder reads pages of it, which the kernel takes back when it wants to
/// (docs/decisions/013). So an original that would get the process killed, and its event retried in
/// vain, is refused instead.
record Memory(long whole, long heap) {
  /// Java's own code, metadata and threads, and libvips' code. Two photos of 1600x1200 in 128 MB
  /// took 88 MiB resident with all of the heap that they needed (linux-x64, November 2026).
  private static final long JAVA = 80L << 20;

  /// Objects of a function that waits, with room to move.
  private static final long LIVE = 12L << 20;

  private static final long LEAST = 8L << 20;

  /// Lambda gives 512 MB of disk where nobody asks for more. A slow function would not be done with
  /// as much: less memory is less of a processor.
  private static final long DISK = 256L << 20;

  /// The largest file that is held in memory.
  long held() {
    return Math.max(LEAST / 8, Math.min(Limits.standard().bytes(), (heap - LIVE) / 2));
  }

  Limits limits() {
    var standard = Limits.standard();
    long decoded = Math.max(LEAST, whole - heap - JAVA - held());
    var within = Limits.within(Math.min(512L << 20, decoded));
    // A decoder that streams holds a few rows however many there are: its limit is time.
    return new Limits(
        Math.max(held(), Math.min(DISK, whole)),
        standard.pixels(),
        within.heldBytes(),
        within.side(),
        within.frames(),
        within.scans(),
        within.scannedPixels(),
        within.tiles());
  }
}
