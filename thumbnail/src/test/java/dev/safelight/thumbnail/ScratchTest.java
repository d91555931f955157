package dev.safelight.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
  @TempDir private Path folder;

  @Test
  void aFileInUseHasNoNameThatCouldBeLeftBehind() throws IOException {
    try (var scratch = new Scratch(folder)) {
      assertThat(folder).isEmptyDirectory();
      scratch.channel().write(ByteBuffer.wrap(new byte[1_000]));
      assertThat(folder).isEmptyDirectory();
      assertThat(scratch.channel().size()).isEqualTo(1_000);
    }
    assertThat(folder).isEmptyDirectory();
  }
}
