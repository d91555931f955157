package dev.safelight.image.heif;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.safelight.image.heif.HeifCalls.Name;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A libheif that decodes HEVC, loaded and never unloaded. Thread-safe.
@SuppressWarnings("restricted") // javac warns of every native call; this package makes them
public final class Libheif {
  /// What brings one, for refusals.
  public static final String INSTALL =
      "install libheif with an HEVC decoder (Debian and Ubuntu: libheif1, which brings libde265;"
          + " Fedora: libheif and libheif-freeworld; macOS: brew install libheif), or name its file"
          + " in SAFELIGHT_LIBHEIF";

  private static final List<String> SYSTEM =
      List.of(
          "libheif.so.1",
          "/usr/lib64/libheif.so.1",
          "/opt/lib/libheif.so.1",
          "libheif.1.dylib",
          "/opt/homebrew/lib/libheif.1.dylib",
          "/usr/local/lib/libheif.1.dylib");

  /// `heif_compression_HEVC`, `heif_colorspace_RGB`, `heif_chroma_interleaved_RGB` and `_RGBA`,
  /// `heif_channel_interleaved`.
  private static final int HEVC = 1;

  /// `heif_compression_AV1`.
  private static final int AV1 = 4;

  private static final int RGB = 1;
  private static final int INTERLEAVED_RGB = 10;
  private static final int INTERLEAVED_RGBA = 11;
  private static final int INTERLEAVED = 10;

  /// In `struct heif_security_limits`: behind a version byte.
  private static final long MOST_PIXELS = 8;

  private static final long MOST_PROFILE = 4 << 20;

  private final HeifCalls calls;
  private final boolean dav1d;

  private Libheif(HeifCalls calls) {
    this.calls = calls;
    this.calls.optional("heif_init", 0);
    this.dav1d = firstForAv1().equals("dav1d");
  }

  /// The decoder that is taken for AV1, by its name in libheif; empty where that is not told, which
  /// it is since 1.15.
  private String firstForAv1() {
    try (var arena = Arena.ofConfined()) {
      var first = arena.allocate(ADDRESS);
      calls.optional("heif_get_decoder_descriptors", AV1, first.address(), 1);
      long decoder = first.get(JAVA_LONG, 0);
      long name = decoder == 0 ? 0 : calls.optional("heif_decoder_descriptor_get_id_name", decoder);
      return name == 0 ? "" : MemorySegment.ofAddress(name).reinterpret(100).getString(0);
    }
  }

  /// Whether AVIF is decoded by dav1d.
  public boolean hasDav1d() {
    return dav1d;
  }

  /// The one that `SAFELIGHT_LIBHEIF` names, which must serve (an empty name: none), or else the
  /// system's; empty where there is none with a decoder.
  public static Optional<Libheif> find(Map<String, String> environment) {
    var named = environment.get("SAFELIGHT_LIBHEIF");
    if (named != null && named.isEmpty()) {
      return Optional.empty();
    }
    if (named != null) {
      var library = load(Path.of(named).toAbsolutePath().toString());
      if (library.isEmpty()) {
        throw new IllegalArgumentException(
            "SAFELIGHT_LIBHEIF must be the file of a libheif that decodes HEVC, was \""
                + named
                + '"');
      }
      return library;
    }
    return SYSTEM.stream().flatMap(name -> load(name).stream()).findFirst();
  }

  private static Optional<Libheif> load(String name) {
    try {
      var symbols = SymbolLookup.libraryLookup(name, Arena.global());
      var library = new Libheif(new HeifCalls(symbols));
      boolean decodes = (int) library.calls.call(Name.HEIF_HAVE_DECODER_FOR_FORMAT, HEVC) != 0;
      return decodes ? Optional.of(library) : Optional.empty();
    } catch (IllegalArgumentException | UnsatisfiedLinkError _) {
      return Optional.empty(); // the loader knows no such library, or it is another one
    }
  }

  /// The primary image, upright, 8 bits, where it is of `pixels` pixels at most, which libheif is
  /// told too. The file must outlive this call, the answer lives in `arena`.
  public Raster decode(MemorySegment file, int side, long pixels, Arena arena)
      throws HeifException {
    long context = calls.call(Name.HEIF_CONTEXT_ALLOC);
    try {
      calls.call(Name.HEIF_CONTEXT_SET_MAXIMUM_IMAGE_SIZE_LIMIT, context, side);
      long limits = calls.optional("heif_context_get_security_limits", context);
      if (limits != 0) {
        MemorySegment.ofAddress(limits)
            .reinterpret(MOST_PIXELS + Long.BYTES)
            .set(JAVA_LONG, MOST_PIXELS, pixels);
      }
      calls.run(
          Name.HEIF_CONTEXT_READ_FROM_MEMORY_WITHOUT_COPY,
          context,
          file.address(),
          file.byteSize(),
          0);
      var place = arena.allocate(ADDRESS);
      calls.run(Name.HEIF_CONTEXT_GET_PRIMARY_IMAGE_HANDLE, context, place.address());
      return handle(place.get(JAVA_LONG, 0), pixels, arena);
    } finally {
      calls.call(Name.HEIF_CONTEXT_FREE, context);
    }
  }

  private Raster handle(long handle, long pixels, Arena arena) throws HeifException {
    try {
      long width = (int) calls.call(Name.HEIF_IMAGE_HANDLE_GET_WIDTH, handle);
      long height = (int) calls.call(Name.HEIF_IMAGE_HANDLE_GET_HEIGHT, handle);
      if (width < 1 || height < 1 || width * height > pixels) {
        throw new HeifException("libheif sees " + width + " x " + height);
      }
      boolean alpha = (int) calls.call(Name.HEIF_IMAGE_HANDLE_HAS_ALPHA_CHANNEL, handle) != 0;
      var place = arena.allocate(ADDRESS);
      calls.run(
          Name.HEIF_DECODE_IMAGE,
          handle,
          place.address(),
          RGB,
          alpha ? INTERLEAVED_RGBA : INTERLEAVED_RGB,
          0);
      long image = place.get(JAVA_LONG, 0);
      try {
        return raster(image, alpha ? 4 : 3, pixels, profile(handle, arena), arena);
      } finally {
        calls.call(Name.HEIF_IMAGE_RELEASE, image);
      }
    } finally {
      calls.call(Name.HEIF_IMAGE_HANDLE_RELEASE, handle);
    }
  }

  private Optional<MemorySegment> profile(long handle, Arena arena) throws HeifException {
    long size = calls.call(Name.HEIF_IMAGE_HANDLE_GET_RAW_COLOR_PROFILE_SIZE, handle);
    if (size < 1 || size > MOST_PROFILE) {
      return Optional.empty();
    }
    var profile = arena.allocate(size);
    calls.run(Name.HEIF_IMAGE_HANDLE_GET_RAW_COLOR_PROFILE, handle, profile.address());
    return Optional.of(profile);
  }

  /// Copied, without what stands between rows.
  private Raster raster(
      long image, int bands, long pixels, Optional<MemorySegment> profile, Arena arena)
      throws HeifException {
    int width = (int) calls.call(Name.HEIF_IMAGE_GET_WIDTH, image, INTERLEAVED);
    int height = (int) calls.call(Name.HEIF_IMAGE_GET_HEIGHT, image, INTERLEAVED);
    var stride = arena.allocate(JAVA_INT);
    long plane =
        calls.call(Name.HEIF_IMAGE_GET_PLANE_READONLY, image, INTERLEAVED, stride.address());
    long between = stride.get(JAVA_INT, 0);
    long row = (long) width * bands;
    if (plane == 0 || width < 1 || height < 1 || between < row || (long) width * height > pixels) {
      throw new HeifException("libheif gave no pixels");
    }
    var from = MemorySegment.ofAddress(plane).reinterpret(between * (height - 1) + row);
    var out = arena.allocate(row * height);
    for (int y = 0; y < height; y++) {
      MemorySegment.copy(from, y * between, out, y * row, row);
    }
    return new Raster(out, width, height, bands, profile);
  }
}
