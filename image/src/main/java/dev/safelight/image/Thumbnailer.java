package dev.safelight.image;

import dev.safelight.image.Thumbnailing.Corrupt;
import dev.safelight.image.Thumbnailing.NoDecoder;
import dev.safelight.image.Thumbnailing.NotAnImage;
import dev.safelight.image.Thumbnailing.TooLarge;
import dev.safelight.image.Thumbnailing.TooSlow;
import dev.safelight.image.Thumbnailing.Truncated;
import dev.safelight.image.Thumbnailing.Unsupported;
import dev.safelight.image.heif.Libheif;
import dev.safelight.image.probe.Finding;
import dev.safelight.image.probe.Header;
import dev.safelight.image.probe.Probe;
import dev.safelight.image.vips.Darkroom;
import dev.safelight.image.vips.Libvips;
import dev.safelight.image.vips.OpenFile;
import dev.safelight.image.vips.Original;
import dev.safelight.image.vips.VipsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Makes thumbnails with libvips: the same bytes, rendition and build give the same thumbnail.
///
/// Thread-safe. As many originals are decoded at a time as there are processors; further callers
/// wait, so that memory stays within processors x [Limits]. Without [#within] nothing but [Limits]
/// bounds its time.
public final class Thumbnailer {
  private final Libvips vips;
  private final Semaphore decoders;
  private final Heic heic;
  private final Optional<Alarm> alarm;
  private final boolean hot;

  private Thumbnailer(
      Libvips vips, Semaphore decoders, Heic heic, Optional<Alarm> alarm, boolean hot) {
    this.vips = vips;
    this.decoders = decoders;
    this.heic = heic;
    this.alarm = alarm;
    this.hot = hot;
  }

  private Thumbnailer(Libvips vips, Map<String, String> environment) {
    this(
        vips,
        new Semaphore(Runtime.getRuntime().availableProcessors()),
        new Heic(environment),
        Optional.empty(),
        false);
  }

  /// With the libvips in a file, 8.14 or newer. Fails with [IllegalArgumentException] where there
  /// is no library for this machine, and with [IllegalStateException] where it is not such a
  /// libvips.
  public static Thumbnailer load(Path library) {
    return new Thumbnailer(Libvips.load(library), Map.of());
  }

  /// With the first libvips of: the file that `SAFELIGHT_LIBVIPS` names, one in or under the
  /// folders `beside`, the one that the system's loader knows. Empty where there is none; one that
  /// is there and does not serve fails as in [#load]. For HEIC, a libheif likewise: the file that
  /// `SAFELIGHT_LIBHEIF` names (an empty name: none), or the system's.
  public static Optional<Thumbnailer> find(Map<String, String> environment, Path... beside) {
    return Libraries.find(environment, beside).map(vips -> new Thumbnailer(vips, environment));
  }

  /// The same thumbnailer, which refuses with [TooSlow] what is not done after `most`, not counting
  /// what it waits for others. JPEG, PNG and TIFF end soon after that; progressive JPEG, interlaced
  /// PNG, WebP, GIF, AVIF and HEIC when they are decoded: [Limits] bound them, or [Isolated].
  public Thumbnailer within(Duration most) {
    if (!most.isPositive()) {
      throw new IllegalArgumentException("most must be positive, was " + most);
    }
    return new Thumbnailer(vips, decoders, heic, Optional.of(new Alarm(most)), hot);
  }

  /// The same thumbnailer, and the same thumbnails to the last bit, for who makes more than some
  /// twenty in a JVM that compiles what is hot (not with C1 alone): where an eighth of a JPEG is
  /// enough, Java decodes it, in half the time once that code is compiled.
  public Thumbnailer forMany() {
    return new Thumbnailer(vips, decoders, heic, alarm, true);
  }

  /// One rendition. The original is neither changed nor kept.
  public Thumbnailing thumbnail(byte[] original, Rendition rendition, Limits limits) {
    return switch (render(original, Renditions.of("thumbnail", rendition), limits)) {
      case Thumbnailing.Refused refused -> refused;
      case Rendering.Made made -> {
        var only = made.thumbnails().getFirst();
        yield new Thumbnailing.Made(
            only.bytes(), only.format(), only.width(), only.height(), made.original());
      }
    };
  }

  /// All renditions from one decoding, in their order, or one refusal. The original is neither
  /// changed nor kept.
  public Rendering render(byte[] original, Renditions renditions, Limits limits) {
    var tooLong = Bounds.check(original.length, limits);
    if (tooLong.isPresent()) {
      return tooLong.get();
    }
    return switch (Probe.read(original)) {
      case Finding.Problem problem -> refused(problem);
      case Header header ->
          check(header, original.length, renditions, limits)
              .<Rendering>map(refused -> refused)
              .orElseGet(() ->
                  inDarkroom(
                      darkroom -> enlarge(darkroom, header, renditions, darkroom.hold(original))));
    };
  }

  /// Why an original is refused by its size or header alone, before native code sees a byte.
  static Optional<Thumbnailing.Refused> refusal(
      byte[] original, Renditions renditions, Limits limits) {
    var tooLong = Bounds.check(original.length, limits);
    if (tooLong.isPresent()) {
      return Optional.of(tooLong.get());
    }
    return switch (Probe.read(original)) {
      case Finding.Problem problem -> Optional.of(refused(problem));
      case Header header ->
          check(header, original.length, renditions, limits).map(refused -> refused);
    };
  }

  /// The same of a file, which never lies on Java's heap: of JPEG and PNG little of it is in memory
  /// at a time (on Linux), others are mapped. It must not be shortened meanwhile.
  public Rendering render(Path original, Renditions renditions, Limits limits) throws IOException {
    try (var file = OpenFile.of(original)) {
      return render(file.channel(), darkroom -> darkroom.hold(file), renditions, limits);
    }
  }

  /// The same of all of an open file, which may have no name any more, and is mapped. It stays
  /// open.
  public Rendering render(FileChannel original, Renditions renditions, Limits limits)
      throws IOException {
    return render(original, darkroom -> darkroom.hold(original), renditions, limits);
  }

  private Rendering render(FileChannel file, Holding hold, Renditions renditions, Limits limits)
      throws IOException {
    long size = file.size();
    var tooLong = Bounds.check(size, limits);
    if (tooLong.isPresent()) {
      return tooLong.get();
    }
    try {
      return inDarkroom(darkroom -> {
        try {
          return switch (Probe.read(file)) {
            case Finding.Problem problem -> refused(problem);
            case Header header -> {
              var tooLarge = check(header, size, renditions, limits);
              yield tooLarge.isPresent()
                  ? tooLarge.get()
                  : enlarge(darkroom, header, renditions, hold.in(darkroom));
            }
          };
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      });
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private interface Holding {
    Original in(Darkroom darkroom) throws IOException;
  }

  /// Of libvips: `8.18.7`.
  public String version() {
    return vips.version();
  }

  private Rendering enlarge(Darkroom darkroom, Header header, Renditions renditions, Original file)
      throws VipsException {
    if (header instanceof Header.Heif heif
        && heif.coding() == Header.Coding.HEVC
        && heic.library().isEmpty()) {
      return new NoDecoder("HEIC (HEVC)", Libheif.INSTALL);
    }
    return new Enlarger(darkroom, header, renditions, file, hot).expose(vips::writesAvif);
  }

  private static Optional<TooLarge> check(
      Header header, long bytes, Renditions renditions, Limits limits) {
    return Bounds.check(header, bytes, limits).or(() -> Film.check(header, renditions, limits));
  }

  private static Thumbnailing.Refused refused(Finding.Problem problem) {
    return switch (problem) {
      case Finding.NotAnImage(var found) -> new NotAnImage(found);
      case Finding.Unsupported(var what) -> new Unsupported(what);
      case Finding.Truncated(var detail) -> new Truncated(detail);
      case Finding.Corrupt(var detail) -> new Corrupt(detail);
      case Finding.TooLarge(var what, var found, var allowed) -> new TooLarge(what, found, allowed);
    };
  }

  private interface Work {
    Rendering in(Darkroom darkroom) throws VipsException;
  }

  private Rendering inDarkroom(Work work) {
    decoders.acquireUninterruptibly();
    try {
      return alarm.isPresent() ? inTime(work, alarm.get()) : untimed(work);
    } catch (VipsException failure) {
      throw new IllegalStateException("libvips could not finish a thumbnail", failure);
    } finally {
      decoders.release();
    }
  }

  private Rendering untimed(Work work) throws VipsException {
    try (var darkroom = vips.open(heic::library)) {
      return work.in(darkroom);
    }
  }

  private Rendering inTime(Work work, Alarm deadline) throws VipsException {
    var darkroom = vips.open(heic::library);
    try (darkroom;
        var _ = deadline.set(darkroom::stop)) {
      var answer = work.in(darkroom);
      // What was stopped looks broken; what was done just then is done.
      return answer instanceof Corrupt && darkroom.stopped()
          ? new TooSlow(deadline.millis())
          : answer;
    } catch (VipsException failure) {
      if (darkroom.stopped()) {
        return new TooSlow(deadline.millis());
      }
      throw failure;
    }
  }
}
