package dev.safelight.image;

import dev.safelight.image.vips.Libvips;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a libvips may be.
final class Libraries {
  /// Deep enough for `node_modules/@img/PLATFORM/lib/FILE`.
  private static final int DEPTH = 4;

  private static final List<String> SYSTEM =
      List.of(
          "libvips.so.42",
          "libvips-cpp.so.42",
          "libvips.42.dylib",
          "/opt/homebrew/lib/libvips.42.dylib",
          "/usr/local/lib/libvips.42.dylib");

  private Libraries() {}

  static Optional<Libvips> find(Map<String, String> environment, Path... beside) {
    var named = environment.get("SAFELIGHT_LIBVIPS");
    if (named != null) {
      return Optional.of(named(named));
    }
    return Stream.of(beside)
        .flatMap(folder -> files(folder).stream())
        .findFirst()
        .map(Libvips::load)
        .or(() -> SYSTEM.stream().flatMap(name -> system(name).stream()).findFirst());
  }

  private static Libvips named(String file) {
    try {
      return Libvips.load(Path.of(file));
    } catch (IllegalArgumentException notLoaded) {
      throw new IllegalArgumentException(
          "SAFELIGHT_LIBVIPS must be the file of a libvips for this machine, was \"" + file + '"',
          notLoaded);
    }
  }

  private static Optional<Libvips> system(String name) {
    try {
      return Optional.of(Libvips.named(name));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // the loader knows no such name: the usual case
    }
  }

  private static List<Path> files(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var found = Files.find(folder, DEPTH, (file, _) -> isLibvips(file))) {
      return found.sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot look for libvips in " + folder, failure);
    }
  }

  /// npm can be told to install several platforms side by side, each in a folder with its name.
  private static boolean isLibvips(Path file) {
    var path = file.toString();
    return file.getFileName().toString().startsWith("libvips-cpp.")
        && (!path.contains("sharp-libvips-") || path.contains("sharp-libvips-" + platform() + '/'));
  }

  private static String platform() {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return (mac ? "darwin-" : "linux-") + (arm ? "arm64" : "x64");
  }
}
