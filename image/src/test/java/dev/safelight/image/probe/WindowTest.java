package dev.safelight.image.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.image.Originals;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WindowTest {
  @TempDir Path folder;

  /// As many bytes as one read asks for, and up to all.
  @Test
  void whatIsSeenThroughAnyWindowReadsTheSame() throws IOException {
    var random = new Random(3);
    var picture = Originals.quarters(60, 40);
    var text = Originals.withChunk(Originals.png(picture), "zTXt", new byte[300]);
    for (var sound :
        List.of(Originals.jpeg(picture), Originals.progressiveJpeg(picture), text, new byte[0])) {
      for (int round = 0; round < 40; round++) {
        var bytes = sound.clone();
        for (int flips = round == 0 || bytes.length == 0 ? 0 : random.nextInt(4);
            flips > 0;
            flips--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        try (var file = FileChannel.open(Files.write(folder.resolve("file"), bytes))) {
          for (int width : new int[] {1, 8, 9, 64, 1 << 20}) {
            assertThat(Probe.read(file, width)).isEqualTo(Probe.read(bytes));
          }
          assertThat(Probe.read(file)).isEqualTo(Probe.read(bytes));
        }
      }
    }
  }

  @Test
  void theNextFFIsFoundBehindTheEndOfAWindow() throws IOException, Broken {
    var bytes = new byte[1_000];
    for (int place = 0; place < bytes.length; place += 7) {
      bytes[place] = -1;
      try (var file = FileChannel.open(Files.write(folder.resolve("file"), bytes));
          var window = Window.of(file, 32)) {
        assertThat(Bytes.of(window, "file").nextFF(0)).isEqualTo(place);
      }
      bytes[place] = 0;
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void oneStretchOfAFileIsMappedAtMost() throws IOException {
    var path = Files.write(folder.resolve("stretches"), new byte[1 << 20]);
    try (var file = FileChannel.open(path)) {
      try (var window = Window.of(file, 4096)) {
        for (int at = 0; at < window.size(); at += 10_000) {
          assertThat(window.get(at)).isZero();
          assertThat(mappings(path)).isOne();
        }
      }
      assertThat(mappings(path)).isZero();
    }
  }

  private static long mappings(Path path) throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines.filter(line -> line.endsWith(path.toString())).count();
    }
  }
}
