package dev.safelight.image.vips;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The C functions of libvips and GObject that are used here, found by name in one library.
///
/// All are called through one shape: four integer registers in, one out. Each takes at most four
/// pointers or integers and returns at most one, none is variadic, and the ABIs served (System V
/// x86-64, AAPCS64, Apple's arm64) pass those in registers, where one too many is ignored. Java
/// then links one downcall instead of twelve, which is most of the start of a cold function
/// (docs/decisions/004).
// "restricted": javac warns of every native call; this package is the one place for them.
@SuppressWarnings("restricted") // native code is what it is for
final class Functions {
  private static final MethodHandle CALL =
      Linker.nativeLinker()
          .downcallHandle(
              FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

  enum Name {
    VIPS_INIT,
    VIPS_VERSION,
    VIPS_VERSION_STRING,
    VIPS_CACHE_SET_MAX,
    VIPS_CONCURRENCY_SET,
    VIPS_BLOCK_UNTRUSTED_SET,
    VIPS_OPERATION_BLOCK_SET,
    VIPS_OPERATION_NEW,
    VIPS_OBJECT_SET_FROM_STRING,
    VIPS_CACHE_OPERATION_BUILD,
    VIPS_OBJECT_UNREF_OUTPUTS,
    VIPS_VALUE_SET_BLOB,
    VIPS_BLOB_GET,
    VIPS_BLOB_GET_TYPE,
    VIPS_IMAGE_GET_TYPE,
    VIPS_IMAGE_NEW_FROM_MEMORY,
    VIPS_IMAGE_GET_TYPEOF,
    VIPS_IMAGE_GET_WIDTH,
    VIPS_IMAGE_GET_HEIGHT,
    VIPS_IMAGE_GET_PAGE_HEIGHT,
    VIPS_IMAGE_COPY_MEMORY,
    VIPS_IMAGE_GET_BLOB,
    VIPS_IMAGE_GET_FIELDS,
    VIPS_IMAGE_REMOVE,
    VIPS_IMAGE_SET_BLOB_COPY,
    VIPS_IMAGE_SET_INT,
    VIPS_IMAGE_SET_KILL,
    VIPS_IMAGE_SET_STRING,
    VIPS_SOURCE_NEW_FROM_FILE,
    VIPS_SOURCE_GET_TYPE,
    VIPS_ARRAY_IMAGE_GET_TYPE,
    VIPS_VALUE_GET_ARRAY_IMAGE,
    VIPS_VALUE_SET_ARRAY_IMAGE,
    VIPS_ERROR_BUFFER_COPY,
    VIPS_ERROR_CLEAR,
    VIPS_TRACKED_GET_ALLOCS,
    G_OBJECT_SET_PROPERTY,
    G_OBJECT_GET_PROPERTY,
    G_OBJECT_REF,
    G_OBJECT_UNREF,
    G_VALUE_INIT,
    G_VALUE_TAKE_OBJECT,
    G_VALUE_UNSET,
    G_LOG_SET_HANDLER,
    G_FREE,
    G_STRFREEV
  }

  private final Map<Name, MemorySegment> addresses = new EnumMap<>(Name.class);

  /// Fails with [UnsatisfiedLinkError] where the library lacks one.
  Functions(SymbolLookup library) {
    for (var name : Name.values()) {
      var symbol = name.name().toLowerCase(Locale.ROOT);
      addresses.put(
          name,
          library
              .find(symbol)
              .orElseThrow(() -> new UnsatisfiedLinkError("there is no " + symbol + " in it")));
    }
  }

  long call(Name function) {
    return call(function, 0, 0, 0, 0);
  }

  long call(Name function, long a) {
    return call(function, a, 0, 0, 0);
  }

  long call(Name function, long a, long b) {
    return call(function, a, b, 0, 0);
  }

  long call(Name function, long a, long b, long c) {
    return call(function, a, b, c, 0);
  }

  /// Of a function that returns `int` only the low half of the answer counts; of `void`, nothing.
  long call(Name function, long a, long b, long c, long d) {
    try {
      return (long) CALL.invokeExact(address(function), a, b, c, d);
    } catch (Throwable impossible) {
      throw new AssertionError(function.name(), impossible);
    }
  }

  /// Six registers, linked by the first HEIC: no other original pays for it.
  private static final class Six {
    private static final MethodHandle CALL =
        Linker.nativeLinker()
            .downcallHandle(
                FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  }

  long call(Name function, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) Six.CALL.invokeExact(address(function), a, b, c, d, e, f);
    } catch (Throwable impossible) {
      throw new AssertionError(function.name(), impossible);
    }
  }

  MemorySegment address(Name function) {
    return addresses.getOrDefault(function, MemorySegment.NULL);
  }

  /// The text at an address that C owns.
  static String text(long address) {
    return MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE).getString(0);
  }

  /// The texts of an array that ends with a null.
  static List<String> texts(long address) {
    var array = MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE);
    var texts = new ArrayList<String>();
    for (long text; (text = array.getAtIndex(JAVA_LONG, texts.size())) != 0; ) {
      texts.add(text(text));
    }
    return texts;
  }

  static long text(Arena arena, String text) {
    return arena.allocateFrom(text).address();
  }
}
