package dev.safelight.image;

import dev.safelight.image.Thumbnailing.Corrupt;
import dev.safelight.image.probe.Header;
import dev.safelight.image.vips.Darkroom;
import dev.safelight.image.vips.Picture;
import dev.safelight.image.vips.VipsException;
import java.util.ArrayList;

/// The steps from an original to its thumbnails, top to bottom.
final class Enlarger {
  private final Darkroom darkroom;
  private final Header header;
  private final Renditions renditions;
  private final Plan plan;

  Enlarger(Darkroom darkroom, Header header, Renditions renditions) {
    this.darkroom = darkroom;
    this.header = header;
    this.renditions = renditions;
    this.plan = Plan.of(header, renditions);
  }

  /// Fails where sound pixels could not be written: that is no fault of the original.
  Rendering expose(byte[] original) throws VipsException {
    Picture master;
    try {
      master = darkroom.develop(darkroom.scale(decode(original), plan.width(), plan.height()));
    } catch (VipsException broken) {
      return new Corrupt(broken.getMessage());
    }
    var thumbnails = new ArrayList<Rendering.Thumbnail>();
    for (int i = 0; i < renditions.list().size(); i++) {
      thumbnails.add(print(master, renditions.list().get(i), plan.reductions().get(i)));
    }
    return new Rendering.Made(thumbnails, header);
  }

  private Picture decode(byte[] original) throws VipsException {
    return switch (header) {
      case Header.Jpeg _ -> darkroom.jpeg(original, shrink());
      case Header.Png _ -> darkroom.png(original);
      case Header.WebP _ -> darkroom.webp(original, scale());
    };
  }

  private Rendering.Thumbnail print(Picture master, Renditions.Named named, Reduction reduction)
      throws VipsException {
    var finished = upright(colours(crop(reduce(master, reduction), reduction)));
    var format =
        switch (named.rendition().output()) {
          case Output.Keep _ -> Format.of(header);
          case Output.Modern _ -> Format.AVIF;
          case Format chosen -> chosen;
        };
    var bytes = encode(finished, format, named.rendition());
    return new Rendering.Thumbnail(
        named.name(), bytes, format, finished.width(), finished.height());
  }

  private Picture reduce(Picture master, Reduction reduction) throws VipsException {
    return master.width() == reduction.width() && master.height() == reduction.height()
        ? master
        : darkroom.develop(darkroom.scale(master, reduction.width(), reduction.height()));
  }

  private Picture crop(Picture picture, Reduction reduction) throws VipsException {
    return reduction.crops()
        ? darkroom.crop(picture, reduction.cropWidth(), reduction.cropHeight())
        : picture;
  }

  /// How much of the reduction a JPEG decoder may do. Its own averaging is coarse: at least a
  /// factor of 1.5 is left to Lanczos.
  private int shrink() {
    if (shortSide() < 8) {
      return 1; // it would lose a whole side
    }
    double times = plan.times();
    return times >= 12 ? 8 : times >= 6 ? 4 : times >= 3 ? 2 : 1;
  }

  /// How large a WebP decoder makes the image. It averages well: a factor of 2 left to Lanczos
  /// gives 50 dB to the same from all pixels, in half the time and without holding them.
  private double scale() {
    return Math.clamp(2 / plan.times(), 1.0 / shortSide(), 1);
  }

  private int shortSide() {
    return Math.min(header.width(), header.height());
  }

  /// To sRGB where the file says that it is something else. CMYK has become sRGB while scaling, by
  /// its profile.
  private Picture colours(Picture picture) throws VipsException {
    boolean cmyk = header instanceof Header.Jpeg jpeg && jpeg.components() == 4;
    if (cmyk || !darkroom.profiled(picture)) {
      return picture;
    }
    try {
      return darkroom.develop(darkroom.srgb(picture));
    } catch (VipsException _) {
      // A profile that does not fit its pixels is ignored, as browsers do: the image is there.
      return picture;
    }
  }

  /// EXIF's eight cases as a mirroring and quarter turns.
  private Picture upright(Picture picture) throws VipsException {
    var mirrored =
        switch (header.orientation()) {
          case 2, 4, 5, 7 -> darkroom.mirror(picture);
          default -> picture;
        };
    return switch (header.orientation()) {
      case 3, 4 -> darkroom.turn(mirrored, 2);
      case 6, 7 -> darkroom.turn(mirrored, 1);
      case 5, 8 -> darkroom.turn(mirrored, 3);
      default -> mirrored;
    };
  }

  private Picture on(Picture picture, Colour colour) throws VipsException {
    return darkroom.on(picture, colour.red(), colour.green(), colour.blue());
  }

  private byte[] encode(Picture picture, Format format, Rendition rendition) throws VipsException {
    return switch (format) {
      case JPEG ->
          darkroom.toJpeg(
              header.alpha() ? on(picture, rendition.background()) : picture, rendition.quality());
      case PNG -> darkroom.toPng(picture);
      case WEBP -> BareWebp.of(darkroom.toWebp(picture, rendition.quality()));
      case AVIF -> darkroom.toAvif(picture, rendition.quality());
    };
  }
}
