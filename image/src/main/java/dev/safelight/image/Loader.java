package dev.safelight.image;

import dev.safelight.image.probe.Header;
import dev.safelight.image.vips.Darkroom;
import dev.safelight.image.vips.Original;
import dev.safelight.image.vips.Originals;
import dev.safelight.image.vips.Picture;
import dev.safelight.image.vips.VipsException;

/// Opens an original as small as its decoder makes it without harm, when it is going to be reduced
/// `times` anyway.
final class Loader {
  /// So much at least is left to Lanczos after a reduction whose making is unknown.
  private static final double LEFT = 1.5;

  private final Originals originals;
  private final Header header;
  private final Original file;
  private final boolean hot;

  /// `hot`: our own code is compiled for this machine, or soon will be.
  Loader(Darkroom darkroom, Header header, Original file, boolean hot) {
    this.originals = darkroom.originals();
    this.header = header;
    this.file = file;
    this.hot = hot;
  }

  /// The first frame.
  Picture still(double times) throws VipsException {
    return switch (header) {
      case Header.Jpeg jpeg -> jpeg(jpeg, shrink(jpeg, times));
      case Header.Png _ -> originals.png(file);
      case Header.WebP _ -> originals.webp(file, scale(times), false);
      case Header.Gif _ -> originals.gif(file, false);
      case Header.Heif heif ->
          switch (heif.coding()) {
            case AV1 -> avif(heif);
            case HEVC -> heic(heif);
          };
      case Header.Tiff tiff -> tiff(tiff, times);
    };
  }

  private Picture jpeg(Header.Jpeg jpeg, int shrink) throws VipsException {
    return hot && shrink == 8 && !jpeg.buffered()
        ? originals.eighth(file)
        : originals.jpeg(file, shrink);
  }

  /// By dav1d where the system's libheif has it: in little more than half the time of libaom, which
  /// libvips' package carries, and AV1 leaves decoders no choice of pixels. Deeper ones stay with
  /// libvips, which keeps their bits until they are reduced.
  private Picture avif(Header.Heif avif) throws VipsException {
    return avif.depth() == 8 && originals.hasDav1d() ? heic(avif) : originals.heif(file);
  }

  /// With some room, since its tiles may hang over.
  private Picture heic(Header.Heif heif) throws VipsException {
    int side = 2 * Math.max(Math.max(heif.width(), heif.height()), 1_024);
    return originals.heic(file, side, 2 * Math.max(heif.decoded(), heif.pixels()));
  }

  /// All frames below one another; of what has none, the image.
  Picture film(double times) throws VipsException {
    return switch (header) {
      case Header.WebP _ -> originals.webp(file, scale(times), true);
      case Header.Gif _ -> originals.gif(file, true);
      case Header.Jpeg _, Header.Png _, Header.Heif _, Header.Tiff _ -> still(times);
    };
  }

  /// The smallest copy that is still larger: what its maker averaged need not be averaged again.
  private Picture tiff(Header.Tiff tiff, double times) throws VipsException {
    var best = new Header.Level(tiff.width(), tiff.height(), 0, -1);
    for (var level : tiff.levels()) {
      boolean serves = level.width() * times >= LEFT * tiff.width();
      best = serves && level.width() < best.width() ? level : best;
    }
    return originals.tiff(file, best.page(), best.subifd());
  }

  /// How much of the reduction the decoder of a JPEG may do; of other formats 1. Its own averaging
  /// is coarse: at least a factor of 1.5 is left to Lanczos.
  static int shrink(Header header, double times) {
    if (!(header instanceof Header.Jpeg) || Math.min(header.width(), header.height()) < 8) {
      return 1; // it would lose a whole side
    }
    return times >= 12 ? 8 : times >= 6 ? 4 : times >= 3 ? 2 : 1;
  }

  /// How large a WebP decoder makes the image. It averages well: a factor of 2 left to Lanczos
  /// gives 50 dB to the same from all pixels, in half the time and without holding them.
  private double scale(double times) {
    return Math.clamp(2 / times, 1.0 / shortSide(), 1);
  }

  private int shortSide() {
    return Math.min(header.width(), header.height());
  }
}
