package dev.safelight.image.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.safelight.image.vips.Functions.Name;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;

/// Where one thumbnail is made: the steps, and all native memory they need, given back by [#close].
///
/// Of one thread. References are kept in GValues and dropped newest first, before the arena frees
/// the bytes that the oldest of them reads.
@SuppressWarnings("restricted")
public final class Darkroom implements AutoCloseable {
  private static final long GVALUE = 24;

  /// `struct GValue { GType; union data[2]; }`: the pointer it holds.
  private static final long HELD = 8;

  private final Functions functions;
  private final String withoutMetadata;
  private final Arena arena = Arena.ofConfined();
  private final Deque<MemorySegment> values = new ArrayDeque<>();

  Darkroom(Functions functions, String withoutMetadata) {
    this.functions = functions;
    this.withoutMetadata = withoutMetadata;
  }

  /// `shrink` is 1, 2, 4 or 8: the decoder leaves out the details that would be averaged away.
  public Picture jpeg(byte[] bytes, int shrink) throws VipsException {
    return load("jpegload_buffer", bytes, ",shrink=" + shrink);
  }

  public Picture png(byte[] bytes) throws VipsException {
    return load("pngload_buffer", bytes, "");
  }

  /// The first frame, reduced to `scale` (at most 1) by the decoder, which then holds only so many
  /// pixels.
  public Picture webp(byte[] bytes, double scale) throws VipsException {
    return load("webpload_buffer", bytes, ",scale=" + scale);
  }

  /// To exactly this size, by Lanczos3; in sRGB or grey, 8 bits; colours weighed by alpha.
  public Picture scale(Picture in, int width, int height) throws VipsException {
    return run("thumbnail_image", in, size(width, height) + ",size=force,no-rotate=true");
  }

  /// The middle.
  public Picture crop(Picture in, int width, int height) throws VipsException {
    int left = (in.width() - width) / 2;
    int top = (in.height() - height) / 2;
    return run(
        "extract_area", "input", in, "left=" + left + ",top=" + top + "," + size(width, height));
  }

  /// Computes the pixels, so that a broken file fails here and later steps may read in any order.
  public Picture develop(Picture in) throws VipsException {
    long developed = functions.call(Name.VIPS_IMAGE_COPY_MEMORY, held(in.value()));
    if (developed == 0) {
      throw failure();
    }
    var value = value(functions.call(Name.VIPS_IMAGE_GET_TYPE));
    functions.call(Name.G_VALUE_TAKE_OBJECT, value.address(), developed);
    return picture(value);
  }

  public boolean profiled(Picture in) {
    return functions.call(
            Name.VIPS_IMAGE_GET_TYPEOF, held(in.value()), Functions.text(arena, "icc-profile-data"))
        != 0;
  }

  /// From the embedded profile to sRGB.
  public Picture srgb(Picture in) throws VipsException {
    return run("icc_transform", in, "output-profile=srgb,embedded=true,depth=8");
  }

  /// Clockwise by a quarter turn `quarters` times, 1 to 3.
  public Picture turn(Picture in, int quarters) throws VipsException {
    return run("rot", in, "angle=d" + 90 * quarters);
  }

  /// Left becomes right.
  public Picture mirror(Picture in) throws VipsException {
    return run("flip", in, "direction=horizontal");
  }

  /// What is transparent lets this colour through, parts from 0 to 255.
  public Picture on(Picture in, int red, int green, int blue) throws VipsException {
    return run("flatten", in, "background=" + red + " " + green + " " + blue);
  }

  public byte[] toJpeg(Picture in, int quality) throws VipsException {
    return save("jpegsave_buffer", in, ",Q=" + quality + ",optimize-coding=true");
  }

  public byte[] toPng(Picture in) throws VipsException {
    return save("pngsave_buffer", in, "");
  }

  public byte[] toWebp(Picture in, int quality) throws VipsException {
    return save("webpsave_buffer", in, ",Q=" + quality);
  }

  public byte[] toAvif(Picture in, int quality) throws VipsException {
    return save("heifsave_buffer", in, ",compression=av1,effort=2,Q=" + quality);
  }

  Picture load(String loader, byte[] bytes, String options) throws VipsException {
    var copy = arena.allocateFrom(JAVA_BYTE, bytes);
    var blob = value(functions.call(Name.VIPS_BLOB_GET_TYPE));
    // No function to free it: the arena does.
    functions.call(Name.VIPS_VALUE_SET_BLOB, blob.address(), 0, copy.address(), copy.byteSize());
    return picture(run(loader, "buffer", blob, "access=sequential,fail-on=error" + options, "out"));
  }

  /// Concatenated, not formatted: in a cold function a Formatter takes longer than the thumbnail.
  private static String size(int width, int height) {
    return "width=" + width + ",height=" + height;
  }

  private Picture run(String operation, Picture in, String options) throws VipsException {
    return run(operation, "in", in, options);
  }

  private Picture run(String operation, String argument, Picture in, String options)
      throws VipsException {
    return picture(run(operation, argument, in.value(), options, "out"));
  }

  private byte[] save(String saver, Picture in, String options) throws VipsException {
    var blob = run(saver, "in", in.value(), withoutMetadata + options, "buffer");
    var length = arena.allocate(JAVA_LONG);
    long bytes = functions.call(Name.VIPS_BLOB_GET, held(blob), length.address());
    return MemorySegment.ofAddress(bytes).reinterpret(length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
  }

  private MemorySegment run(
      String operation, String argument, MemorySegment value, String options, String output)
      throws VipsException {
    long made = functions.call(Name.VIPS_OPERATION_NEW, Functions.text(arena, operation));
    if (made == 0) {
      throw failure();
    }
    try {
      functions.call(
          Name.G_OBJECT_SET_PROPERTY, made, Functions.text(arena, argument), value.address());
      if (!options.isEmpty() && (int) set(made, options) != 0) {
        throw failure();
      }
      long built = functions.call(Name.VIPS_CACHE_OPERATION_BUILD, made);
      if (built == 0) {
        functions.call(Name.VIPS_OBJECT_UNREF_OUTPUTS, made);
        throw failure();
      }
      var result = value();
      functions.call(
          Name.G_OBJECT_GET_PROPERTY, built, Functions.text(arena, output), result.address());
      functions.call(Name.VIPS_OBJECT_UNREF_OUTPUTS, built);
      functions.call(Name.G_OBJECT_UNREF, built);
      return result;
    } finally {
      functions.call(Name.G_OBJECT_UNREF, made);
    }
  }

  private long set(long operation, String options) {
    return functions.call(
        Name.VIPS_OBJECT_SET_FROM_STRING, operation, Functions.text(arena, options));
  }

  private Picture picture(MemorySegment value) {
    long image = held(value);
    return new Picture(
        value,
        (int) functions.call(Name.VIPS_IMAGE_GET_WIDTH, image),
        (int) functions.call(Name.VIPS_IMAGE_GET_HEIGHT, image));
  }

  private static long held(MemorySegment value) {
    return value.get(ADDRESS, HELD).address();
  }

  private MemorySegment value(long type) {
    var value = value();
    functions.call(Name.G_VALUE_INIT, value.address(), type);
    return value;
  }

  /// All zero, which `g_object_get_property` gives the property's own type (GLib 2.60).
  private MemorySegment value() {
    var value = arena.allocate(GVALUE, Long.BYTES);
    values.push(value);
    return value;
  }

  private VipsException failure() {
    return new VipsException(Libvips.error(functions));
  }

  @Override
  public void close() {
    for (var value : values) {
      // Still zero where the operation failed before it held anything.
      if (value.get(JAVA_LONG, 0) != 0) {
        functions.call(Name.G_VALUE_UNSET, value.address());
      }
    }
    arena.close();
  }
}
