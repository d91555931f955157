package dev.safelight.image.vips;

import dev.safelight.image.heif.HeifException;
import dev.safelight.image.heif.Libheif;
import dev.safelight.image.heif.Raster;
import dev.safelight.image.jpeg.Eighth;
import dev.safelight.image.vips.Functions.Name;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Opens originals, each format by its own loader and no other; a broken file fails when its pixels
/// are computed at the latest. Of the thread of its [Darkroom], which gives back what it opened.
public final class Originals {
  private static final List<String> METADATA =
      List.of(Darkroom.PROFILE, "exif-data", "iptc-data", "xmp-data");

  private final Operations operations;
  private final Supplier<Optional<Libheif>> libheif;

  Originals(Operations operations, Supplier<Optional<Libheif>> libheif) {
    this.operations = operations;
    this.libheif = libheif;
  }

  /// `shrink` is 1, 2, 4 or 8: the decoder leaves out the details that would be averaged away.
  public Picture jpeg(Original file, int shrink) throws VipsException {
    return read("jpegload", file, ",shrink=" + shrink);
  }

  /// The same as [#jpeg] for 8, by a decoder that passes what it does not need, where it serves.
  public Picture eighth(Original file) throws VipsException {
    var opened = jpeg(file, 8); // which reads its metadata, and no pixel yet
    var made = Eighth.of(file.bytes(), operations.arena, operations.cutoff::stopped);
    if (made.isEmpty()) {
      return opened;
    }
    var eighth = made.get();
    var picture = pixels(eighth.pixels(), eighth.width(), eighth.height(), eighth.bands());
    for (var field : METADATA) {
      operations.field(opened, field).ifPresent(block -> operations.write(picture, field, block));
    }
    return picture;
  }

  public Picture png(Original file) throws VipsException {
    return read("pngload", file, "");
  }

  /// The first frame or all of them, below one another, reduced to `scale` (at most 1) by the
  /// decoder, which then holds only so many pixels.
  public Picture webp(Original file, double scale, boolean all) throws VipsException {
    return load("webpload_buffer", file, ",scale=" + scale + frames(all));
  }

  public Picture gif(Original file, boolean all) throws VipsException {
    return load("gifload_buffer", file, frames(all));
  }

  /// HEIC, by another library: the primary image, upright. `side` and `pixels` are the most that it
  /// may decode.
  public Picture heic(Original file, int side, long pixels) throws VipsException {
    var library = libheif.get();
    if (library.isEmpty()) {
      throw new VipsException("there is no libheif");
    }
    try {
      return pixels(library.get().decode(file.bytes(), side, pixels, operations.arena));
    } catch (HeifException failure) {
      throw new VipsException("libheif: " + failure.getMessage());
    }
  }

  /// In sRGB or what their profile says.
  private Picture pixels(Raster raster) throws VipsException {
    var picture = pixels(raster.pixels(), raster.width(), raster.height(), raster.bands());
    raster.profile().ifPresent(profile -> operations.write(picture, Darkroom.PROFILE, profile));
    return picture;
  }

  private Picture pixels(MemorySegment rows, int width, int height, int bands)
      throws VipsException {
    var made =
        operations.take(
            operations.functions.call(
                Name.VIPS_IMAGE_NEW_FROM_MEMORY,
                rows.address(),
                rows.byteSize(),
                width,
                height,
                bands,
                0)); // VIPS_FORMAT_UCHAR
    return operations.run("copy", "in", made, "interpretation=" + (bands == 1 ? "b-w" : "srgb"));
  }

  /// [#heic] decodes AVIF too, faster than [#heif].
  public boolean hasDav1d() {
    return libheif.get().filter(Libheif::hasDav1d).isPresent();
  }

  /// AVIF, and HEIC where the library decodes it: the primary image.
  public Picture heif(Original file) throws VipsException {
    return load("heifload_buffer", file, "");
  }

  /// A page, or the reduced copy of the first one in the SubIFD `subifd` (-1 for the page itself).
  public Picture tiff(Original file, int page, int subifd) throws VipsException {
    return load("tiffload_buffer", file, ",page=" + page + ",subifd=" + subifd);
  }

  /// From beginning to end, so that a file need not be in memory.
  private Picture read(String loader, Original file, String options) throws VipsException {
    if (file.name().isEmpty()) {
      return load(loader + "_buffer", file, options);
    }
    return load(loader + "_source", "source", operations.source(file.name()), options);
  }

  Picture load(String loader, Original file, String options) throws VipsException {
    return load(loader, "buffer", operations.blob(file.bytes()), options);
  }

  private Picture load(String loader, String argument, MemorySegment value, String options)
      throws VipsException {
    return operations.picture(
        operations.run(
            loader, argument, value, "access=sequential,fail-on=error" + options, "out"));
  }

  private static String frames(boolean all) {
    return all ? ",n=-1" : "";
  }
}
