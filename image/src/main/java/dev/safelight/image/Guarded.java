package dev.safelight.image;

import dev.safelight.image.probe.Finding;
import dev.safelight.image.probe.Header;
import dev.safelight.image.probe.Probe;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/// Makes thumbnails of files and ends each after a time, whatever its format: decoders that compute
/// in pieces are stopped here, those that cannot be stopped (progressive JPEG, interlaced PNG,
/// WebP, GIF, AVIF, HEIC) work in a process of their own where the image is large enough to take
/// long.
///
/// Thread-safe; as many processes are kept as were needed at a time.
public final class Guarded implements AutoCloseable {
  /// What is held of an image whose decoding takes a quarter of a second at worst: 2 megapixels of
  /// AVIF, 4 of WebP, 5 of progressive JPEG. Starting a process takes as long.
  private static final long SMALL = 32L << 20;

  /// What a progressive JPEG takes as long by, however little is held of it: scans x pixels, and
  /// bytes.
  private static final long FEW_SCANNED = 1L << 27;

  private static final long SHORT = 6L << 20;

  private final Thumbnailer here;
  private final Supplier<Isolated> processes;
  private final ConcurrentLinkedQueue<Isolated> idle = new ConcurrentLinkedQueue<>();

  private Guarded(Thumbnailer here, Supplier<Isolated> processes) {
    this.here = here;
    this.processes = processes;
  }

  /// At most `most` time for each file, and `megabytes` of memory for each process; libvips is
  /// looked for `beside`, as in [Thumbnailer#find].
  public static Guarded of(Thumbnailer here, Duration most, int megabytes, Path... beside) {
    return new Guarded(here.within(most), () -> Isolated.start(most, megabytes, beside));
  }

  /// As [Thumbnailer#render].
  public Rendering render(Path original, Renditions renditions, Limits limits) throws IOException {
    return mayTakeLong(original, limits)
        ? apart(Files.readAllBytes(original), renditions, limits)
        : here.render(original, renditions, limits);
  }

  private static boolean mayTakeLong(Path original, Limits limits) throws IOException {
    long bytes = Files.size(original);
    if (Bounds.check(bytes, limits).isPresent()) {
      return false; // it is refused for that
    }
    return switch (header(original)) {
      case Header.Jpeg jpeg when jpeg.buffered() ->
          jpeg.held() > SMALL || Bounds.scanned(jpeg) > FEW_SCANNED || bytes > SHORT;
      case Header header -> header.held() > SMALL;
      case Finding.Problem _ -> false;
    };
  }

  private static Finding header(Path original) throws IOException {
    try (var channel = FileChannel.open(original)) {
      return Probe.read(channel);
    }
  }

  private Rendering apart(byte[] original, Renditions renditions, Limits limits) {
    var waiting = idle.poll();
    var process = waiting == null ? processes.get() : waiting;
    try {
      return process.render(original, renditions, limits);
    } finally {
      idle.add(process);
    }
  }

  /// Ends the processes; none may be at work.
  @Override
  public void close() {
    idle.forEach(Isolated::close);
    idle.clear();
  }
}
