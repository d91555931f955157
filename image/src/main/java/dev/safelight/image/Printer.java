package dev.safelight.image;

import dev.safelight.image.probe.Header;
import dev.safelight.image.vips.Darkroom;
import dev.safelight.image.vips.Darkroom.Keep;
import dev.safelight.image.vips.Original;
import dev.safelight.image.vips.Picture;
import dev.safelight.image.vips.VipsException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// From reduced pixels to a file: cropped, in the right colours, upright, in its format, and silent
/// about everything else.
final class Printer {
  private final Darkroom darkroom;
  private final Header header;
  private final Original file;
  private final BooleanSupplier avif;

  /// `avif`: this libvips writes it.
  Printer(Darkroom darkroom, Header header, Original file, BooleanSupplier avif) {
    this.darkroom = darkroom;
    this.header = header;
    this.file = file;
    this.avif = avif;
  }

  Rendering.Thumbnail thumbnail(Renditions.Named named, List<Picture> frames) throws VipsException {
    var rendition = named.rendition();
    boolean p3 = rendition.has(Extra.P3) && isWide(frames.getFirst());
    var finished = new ArrayList<Picture>();
    for (var frame : frames) {
      finished.add(upright(colours(crop(frame, rendition), p3 ? "p3" : "srgb")));
    }
    var first = finished.getFirst();
    var whole = finished.size() == 1 ? first : darkroom.animate(finished);
    var format = format(rendition);
    if (format == Format.JPEG && header.alpha()) {
      whole = on(whole, rendition.background());
    }
    var label = Label.of(darkroom, frames.getFirst(), this::rights, rendition, p3);
    return new Rendering.Thumbnail(
        named.name(),
        bytes(label.on(darkroom, whole), format, rendition.quality(), label.keep()),
        format,
        first.width(),
        first.height());
  }

  /// libvips passes on blocks, and of a TIFF's own fields none of these.
  private Rights rights() {
    return header instanceof Header.Tiff ? Rights.of(file.bytes().asByteBuffer()) : Rights.NONE;
  }

  private Picture crop(Picture picture, Rendition rendition) throws VipsException {
    var reduction = Reduction.of(header, rendition);
    if (!reduction.crops()) {
      return picture;
    }
    int width = reduction.cropWidth();
    int height = reduction.cropHeight();
    return switch (rendition.crop()) {
      case CENTRE -> darkroom.crop(picture, width, height);
      case ENTROPY, ATTENTION ->
          darkroom.smartCrop(picture, width, height, Rendition.word(rendition.crop()));
    };
  }

  /// To `target` where the file says that it is something else. CMYK has become sRGB while scaling,
  /// by its profile.
  private Picture colours(Picture picture, String target) throws VipsException {
    if (cmyk() || !darkroom.profiled(picture)) {
      return picture;
    }
    try {
      return darkroom.develop(darkroom.convert(picture, target));
    } catch (VipsException _) {
      // A profile that does not fit its pixels is ignored, as browsers do: the image is there.
      return picture;
    }
  }

  private boolean isWide(Picture picture) {
    return !cmyk() && darkroom.profile(picture).filter(Gamut::isWide).isPresent();
  }

  private boolean cmyk() {
    return header instanceof Header.Jpeg jpeg && jpeg.components() == 4;
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

  private Format format(Rendition rendition) {
    boolean film = Film.isOne(header, rendition);
    return switch (rendition.output()) {
      case Output.Keep _ -> film ? Format.WEBP : Format.of(header);
      case Output.Modern _ -> film || !avif.getAsBoolean() ? Format.WEBP : Format.AVIF;
      case Format chosen -> chosen;
    };
  }

  private byte[] bytes(Picture picture, Format format, int quality, Keep keep)
      throws VipsException {
    return switch (format) {
      case JPEG -> darkroom.toJpeg(picture, quality, keep);
      case PNG -> darkroom.toPng(picture, keep);
      case WEBP -> {
        var webp = darkroom.toWebp(picture, quality, keep);
        yield keep == Keep.NOTHING ? BareWebp.of(webp) : webp;
      }
      case AVIF -> darkroom.toAvif(picture, quality, keep);
    };
  }

  private Picture on(Picture picture, Colour colour) throws VipsException {
    return darkroom.on(picture, colour.red(), colour.green(), colour.blue());
  }
}
