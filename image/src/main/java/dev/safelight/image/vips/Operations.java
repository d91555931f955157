package dev.safelight.image.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.safelight.image.vips.Functions.Name;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Runs libvips' operations by name, and holds what they made until [#close].
///
/// Of one thread. References are kept in GValues and dropped newest first, before the arena frees
/// the bytes that the oldest of them reads.
@SuppressWarnings("restricted") // native code is what it is for
final class Operations implements AutoCloseable {
  private static final long GVALUE = 24;

  /// `struct GValue { GType; union data[2]; }`: the pointer it holds.
  private static final long HELD = 8;

  final Functions functions;
  final Arena arena = Arena.ofConfined();
  final Cutoff cutoff;
  private final Deque<MemorySegment> values = new ArrayDeque<>();

  Operations(Functions functions) {
    this.functions = functions;
    this.cutoff = new Cutoff(functions);
  }

  /// `argument` is set from `value`, the rest from text that only our code writes.
  MemorySegment run(
      String operation, String argument, MemorySegment value, String options, String output)
      throws VipsException {
    long made = made(operation);
    try {
      functions.call(Name.G_OBJECT_SET_PROPERTY, made, text(argument), value.address());
      return built(made, options, output);
    } finally {
      functions.call(Name.G_OBJECT_UNREF, made);
    }
  }

  /// Without an input.
  Picture make(String operation, String options) throws VipsException {
    long made = made(operation);
    try {
      return picture(built(made, options, "out"));
    } finally {
      functions.call(Name.G_OBJECT_UNREF, made);
    }
  }

  private long made(String operation) throws VipsException {
    if (cutoff.stopped()) {
      throw new VipsException("stopped");
    }
    long made = functions.call(Name.VIPS_OPERATION_NEW, text(operation));
    if (made == 0) {
      throw failure();
    }
    return made;
  }

  private MemorySegment built(long made, String options, String output) throws VipsException {
    if (!options.isEmpty()
        && (int) functions.call(Name.VIPS_OBJECT_SET_FROM_STRING, made, text(options)) != 0) {
      throw failure();
    }
    long built = functions.call(Name.VIPS_CACHE_OPERATION_BUILD, made);
    if (built == 0) {
      functions.call(Name.VIPS_OBJECT_UNREF_OUTPUTS, made);
      throw failure();
    }
    var result = value();
    functions.call(Name.G_OBJECT_GET_PROPERTY, built, text(output), result.address());
    functions.call(Name.VIPS_OBJECT_UNREF_OUTPUTS, built);
    functions.call(Name.G_OBJECT_UNREF, built);
    return result;
  }

  Picture run(String operation, String argument, Picture in, String options) throws VipsException {
    return picture(run(operation, argument, in.value(), options, "out"));
  }

  /// A file in memory that outlives this.
  MemorySegment blob(MemorySegment bytes) {
    var blob = value(functions.call(Name.VIPS_BLOB_GET_TYPE));
    // No function to free it: the arena does.
    functions.call(Name.VIPS_VALUE_SET_BLOB, blob.address(), 0, bytes.address(), bytes.byteSize());
    return blob;
  }

  /// A file by its name, read as it is asked for.
  MemorySegment source(String file) throws VipsException {
    long source = functions.call(Name.VIPS_SOURCE_NEW_FROM_FILE, text(file));
    if (source == 0) {
      throw failure();
    }
    var value = value(functions.call(Name.VIPS_SOURCE_GET_TYPE));
    functions.call(Name.G_VALUE_TAKE_OBJECT, value.address(), source);
    return value;
  }

  /// Several pictures as one argument.
  MemorySegment array(List<Picture> pictures) {
    var array = value(functions.call(Name.VIPS_ARRAY_IMAGE_GET_TYPE));
    functions.call(Name.VIPS_VALUE_SET_ARRAY_IMAGE, array.address(), pictures.size());
    long first = functions.call(Name.VIPS_VALUE_GET_ARRAY_IMAGE, array.address(), 0);
    var places = MemorySegment.ofAddress(first).reinterpret(pictures.size() * ADDRESS.byteSize());
    for (int i = 0; i < pictures.size(); i++) {
      long image = image(pictures.get(i));
      functions.call(Name.G_OBJECT_REF, image);
      places.setAtIndex(JAVA_LONG, i, image);
    }
    return array;
  }

  /// The bytes that a saver or a field made, which live as long as their owner.
  MemorySegment bytes(MemorySegment value) {
    var length = arena.allocate(JAVA_LONG);
    long bytes = functions.call(Name.VIPS_BLOB_GET, held(value), length.address());
    return MemorySegment.ofAddress(bytes).reinterpret(length.get(JAVA_LONG, 0));
  }

  boolean has(Picture in, String blob) {
    return functions.call(Name.VIPS_IMAGE_GET_TYPEOF, image(in), text(blob))
        == functions.call(Name.VIPS_BLOB_GET_TYPE);
  }

  /// The bytes of a field such as `exif-data`, which live as long as their picture.
  Optional<MemorySegment> field(Picture in, String name) {
    if (!has(in, name)) {
      return Optional.empty();
    }
    var place = arena.allocate(JAVA_LONG, 2);
    functions.call(
        Name.VIPS_IMAGE_GET_BLOB,
        image(in),
        text(name),
        place.address(),
        place.address() + JAVA_LONG.byteSize());
    return Optional.of(
        MemorySegment.ofAddress(place.getAtIndex(JAVA_LONG, 0))
            .reinterpret(place.getAtIndex(JAVA_LONG, 1)));
  }

  /// Gives a picture that is nobody else's a field, of which it keeps a copy.
  void write(Picture picture, String field, MemorySegment block) {
    functions.call(
        Name.VIPS_IMAGE_SET_BLOB_COPY,
        image(picture),
        text(field),
        block.address(),
        block.byteSize());
  }

  /// A picture of its own, from a function that returns one.
  Picture take(long image) throws VipsException {
    if (image == 0) {
      throw failure();
    }
    var value = value(functions.call(Name.VIPS_IMAGE_GET_TYPE));
    functions.call(Name.G_VALUE_TAKE_OBJECT, value.address(), image);
    return picture(value);
  }

  Picture picture(MemorySegment value) {
    long image = held(value);
    cutoff.watch(image);
    return new Picture(
        value,
        (int) functions.call(Name.VIPS_IMAGE_GET_WIDTH, image),
        (int) functions.call(Name.VIPS_IMAGE_GET_HEIGHT, image));
  }

  static long image(Picture picture) {
    return held(picture.value());
  }

  long text(String text) {
    return Functions.text(arena, text);
  }

  VipsException failure() {
    return new VipsException(Libvips.error(functions));
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

  @Override
  public void close() {
    cutoff.close();
    for (var value : values) {
      // Still zero where the operation failed before it held anything.
      if (value.get(JAVA_LONG, 0) != 0) {
        functions.call(Name.G_VALUE_UNSET, value.address());
      }
    }
    arena.close();
  }
}
