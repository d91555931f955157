package dev.safelight.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Originals that the JDK cannot write: made by the libvips of the build, or kept in
/// `src/test/fixtures`.
public final class Fixtures {
  private Fixtures() {}

  /// 256 x 192, the quarters of [Originals].
  public static byte[] heic() {
    return file("quarters.heic");
  }

  /// 500 x 380 out of 8 x 6 tiles of 64 x 64, as phones write it.
  public static byte[] heicOfTiles() {
    return file("tiles.heic");
  }

  private static byte[] file(String name) {
    try {
      return Files.readAllBytes(Path.of("src/test/fixtures", name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
