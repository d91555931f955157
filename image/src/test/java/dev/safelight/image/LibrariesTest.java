package dev.safelight.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrariesTest {
  private static final Path NATIVES = Path.of(System.getProperty("safelight.natives"));

  @Test
  void theOneBesideIsFoundAndSaysItsVersion() {
    assertThat(Thumbnailer.find(Map.of(), Path.of("/nowhere"), NATIVES))
        .hasValueSatisfying(found -> assertThat(found.version()).startsWith("8.18.7"));
  }

  @Test
  void theOneNamedIsTakenOrItsNameIsTold(@TempDir Path folder) {
    var file = folder.resolve("libvips.so");
    assertThatThrownBy(
            () -> Thumbnailer.find(Map.of("SAFELIGHT_LIBVIPS", file.toString()), NATIVES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SAFELIGHT_LIBVIPS")
        .hasMessageContaining(file.toString());
  }

  @Test
  void anotherLibraryIsNotTakenForLibvips() {
    var zip = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("zip"));
    assertThatThrownBy(() -> Thumbnailer.load(zip))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(zip + " is not libvips: there is no vips_init in it");
  }

  @Test
  void aFolderWithoutOneIsPassedOver(@TempDir Path folder) {
    assertThat(Thumbnailer.find(Map.of(), folder, NATIVES)).isPresent();
  }
}
