package dev.safelight.conformance;

import java.nio.file.Path;

/// What the build made before the tests.
final class Built {
  private Built() {}

  static Path root() {
    return Path.of(System.getProperty("safelight.home")).toAbsolutePath().normalize();
  }

  static Path functionZip() {
    return root().resolve("thumbnail/target/function.zip");
  }

  static Path template() {
    return root().resolve("template.yaml");
  }

  static Path photo() {
    return root().resolve("cli/target/app/photo.jpg");
  }
}
