package dev.safelight.image.vips;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OpenFileTest {
  @TempDir Path folder;

  /// Whoever puts another file in its place after the probe must not have that one decoded.
  @Test
  @EnabledOnOs(OS.LINUX)
  void itsNameMeansTheFileThatWasOpened() throws IOException {
    var path = folder.resolve("a");
    var first = "first".getBytes(US_ASCII);
    Files.write(path, first);
    try (var file = OpenFile.of(path)) {
      Files.move(
          Files.writeString(folder.resolve("b"), "second"),
          path,
          StandardCopyOption.REPLACE_EXISTING);
      assertThat(Files.readAllBytes(Path.of(file.name()))).isEqualTo(first);
      assertThat(file.channel().size()).isEqualTo(5);
    }
    assertThat(path).hasContent("second");
  }

  @Test
  void whatIsNotThereFailsAsInJava() {
    assertThatThrownBy(() -> OpenFile.of(folder.resolve("missing")))
        .isInstanceOf(NoSuchFileException.class);
  }

  /// A name in a zip may be a name in the system, too.
  @Test
  void aPathOfAnotherFileSystemIsLookedForThere() throws IOException {
    var path = Files.writeString(folder.resolve("a"), "the system's");
    try (var zip = FileSystems.newFileSystem(folder.resolve("z.zip"), Map.of("create", "true"))) {
      var inside = zip.getPath(path.toString());
      Files.createDirectories(inside.getParent());
      Files.writeString(inside, "zip");
      try (var file = OpenFile.of(inside)) {
        assertThat(file.channel().size()).isEqualTo(3);
        assertThat(file.name()).isEmpty();
      }
    }
  }
}
