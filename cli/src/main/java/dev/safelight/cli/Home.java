package dev.safelight.cli;

import dev.safelight.image.Guarded;
import dev.safelight.image.Thumbnailer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Where what the build made lies, and where state is kept unless said otherwise.
final class Home {
  /// From so many files on the engine's own decoder wins back what compiling it takes.
  private static final int MANY = 50;

  private Home() {}

  /// The folder of the launcher, which names it.
  private static Path root() {
    var home = System.getProperty("safelight.home", "");
    if (home.isEmpty()) {
      throw new IllegalStateException("Start this with the launcher, ./safelight.");
    }
    return Path.of(home);
  }

  /// The function as it is deployed.
  static Path functionZip() {
    return built(root().resolve("thumbnail/target/function.zip"));
  }

  /// The function for `java25`, without libvips.
  static Path javaZip() {
    return built(root().resolve("thumbnail/target/java25.zip"));
  }

  /// Where `build` leaves the function.
  static Path target() {
    return root().resolve("target/function.zip");
  }

  /// The product's own stack.
  static Path template() {
    return Path.of(System.getProperty("safelight.home", "")).resolve("template.yaml");
  }

  /// The description of the libvips of each platform, for npm.
  static Path natives() {
    return root().resolve("image/natives");
  }

  /// The photograph that the demo uploads when it is given none.
  static Path photo() {
    return built(root().resolve("cli/target/app/photo.jpg"));
  }

  /// Where the demo leaves its thumbnails.
  static Path pictures() {
    return root().resolve("target/demo");
  }

  static Path data() {
    return Path.of(System.getProperty("user.home"), ".safelight");
  }

  /// The image engine, with the libvips that npm brought, or the system's.
  static Thumbnailer thumbnailer() {
    return Thumbnailer.find(System.getenv(), npm())
        .orElseThrow(() ->
            new IllegalStateException(
                "There is no libvips: install npm (or libvips) and start again, or set SAFELIGHT_LIBVIPS."));
  }

  /// The same, which ends each file after a time, in a process of its own where needed: 512 MB are
  /// what the standard limits let a decoder hold, the rest is what Java and libvips need
  /// themselves. For so many files that the first ones may take longer, for the others' sake.
  static Guarded guarded(Duration most, int files) {
    var one = thumbnailer();
    return Guarded.of(files < MANY ? one : one.forMany(), most, 1_024, npm());
  }

  private static Path npm() {
    return root().resolve("image/natives/node_modules/@img");
  }

  private static Path built(Path file) {
    if (!Files.exists(file)) {
      throw new IllegalStateException("The build has not made " + file + ".");
    }
    return file;
  }
}
