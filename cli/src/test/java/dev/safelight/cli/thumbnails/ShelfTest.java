package dev.safelight.cli.thumbnails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {
  @TempDir private Path folder;

  @Test
  void foldersAreMadeAndFilesReplaced() throws Exception {
    var target = folder.resolve("a/b/c.jpg");
    try (var shelf = new Shelf()) {
      shelf.write(target, new byte[] {1});
      shelf.write(target, new byte[] {2, 3});
    }
    assertThat(target).hasBinaryContent(new byte[] {2, 3});
    assertThat(files()).containsExactly(target);
  }

  @Test
  void whatCannotBeWrittenLeavesNothing() throws Exception {
    var target = folder.resolve("taken");
    Files.createDirectories(target.resolve("inside"));
    try (var shelf = new Shelf()) {
      assertThatThrownBy(() -> shelf.write(target, new byte[9])).isInstanceOf(IOException.class);
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void whenTheProcessEndsNothingHalfWrittenStays() throws Exception {
    try (var shelf = new Shelf()) {
      shelf.begin(folder.resolve("half.jpg"));
      assertThat(files()).hasSize(1);
      shelf.sweep();
      assertThat(files()).isEmpty();
      assertThatThrownBy(() -> shelf.write(folder.resolve("late.jpg"), new byte[9]))
          .hasMessage("interrupted");
    }
    assertThat(files()).isEmpty();
  }

  private Stream<Path> files() throws IOException {
    return Files.walk(folder).filter(Files::isRegularFile);
  }
}
