package dev.safelight.image.heif;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// The C functions of libheif, in two shapes: up to five integers in, and one integer or a `struct
/// heif_error` out. Surplus arguments are ignored, as in `vips.Functions`.
@SuppressWarnings("restricted") // javac warns of every native call; this package makes them
final class HeifCalls {
  private static final MemoryLayout ERROR =
      MemoryLayout.structLayout(JAVA_INT, JAVA_INT, ADDRESS.withName("message"));
  private static final long MESSAGE = 8;
  private static final MethodHandle CALL =
      Linker.nativeLinker()
          .downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle RUN =
      Linker.nativeLinker()
          .downcallHandle(
              FunctionDescriptor.of(ERROR, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

  enum Name {
    HEIF_HAVE_DECODER_FOR_FORMAT,
    HEIF_CONTEXT_ALLOC,
    HEIF_CONTEXT_FREE,
    HEIF_CONTEXT_SET_MAXIMUM_IMAGE_SIZE_LIMIT,
    HEIF_CONTEXT_READ_FROM_MEMORY_WITHOUT_COPY,
    HEIF_CONTEXT_GET_PRIMARY_IMAGE_HANDLE,
    HEIF_IMAGE_HANDLE_GET_WIDTH,
    HEIF_IMAGE_HANDLE_GET_HEIGHT,
    HEIF_IMAGE_HANDLE_HAS_ALPHA_CHANNEL,
    HEIF_IMAGE_HANDLE_GET_RAW_COLOR_PROFILE_SIZE,
    HEIF_IMAGE_HANDLE_GET_RAW_COLOR_PROFILE,
    HEIF_IMAGE_HANDLE_RELEASE,
    HEIF_DECODE_IMAGE,
    HEIF_IMAGE_GET_WIDTH,
    HEIF_IMAGE_GET_HEIGHT,
    HEIF_IMAGE_GET_PLANE_READONLY,
    HEIF_IMAGE_RELEASE
  }

  private final SymbolLookup library;
  private final Map<Name, MemorySegment> addresses = new EnumMap<>(Name.class);

  /// Fails with [UnsatisfiedLinkError] where the library lacks one.
  HeifCalls(SymbolLookup library) {
    this.library = library;
    for (var name : Name.values()) {
      var symbol = name.name().toLowerCase(Locale.ROOT);
      addresses.put(
          name,
          library
              .find(symbol)
              .orElseThrow(() -> new UnsatisfiedLinkError("there is no " + symbol + " in it")));
    }
  }

  long call(Name function, long... arguments) {
    return call(address(function), arguments);
  }

  /// 0 where this libheif has no such function.
  long optional(String function, long... arguments) {
    return library.find(function).map(address -> call(address, arguments)).orElse(0L);
  }

  private static long call(MemorySegment address, long... a) {
    try {
      return (long) CALL.invokeExact(address, at(a, 0), at(a, 1), at(a, 2));
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /// Of a function that returns a `struct heif_error`, whose text is static or the context's.
  void run(Name function, long... a) throws HeifException {
    try (var arena = Arena.ofConfined()) {
      var error = run(address(function), arena, a);
      if (error.get(JAVA_INT, 0) != 0) {
        var text = error.get(ADDRESS, MESSAGE);
        throw new HeifException(
            text.address() == 0 ? "no reason" : text.reinterpret(10_000).getString(0));
      }
    }
  }

  private static MemorySegment run(MemorySegment address, Arena arena, long... a) {
    try {
      return (MemorySegment)
          RUN.invokeExact(
              address, (SegmentAllocator) arena, at(a, 0), at(a, 1), at(a, 2), at(a, 3), at(a, 4));
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static long at(long[] arguments, int index) {
    return index < arguments.length ? arguments[index] : 0;
  }

  private MemorySegment address(Name function) {
    return addresses.getOrDefault(function, MemorySegment.NULL);
  }
}
