package dev.safelight.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OriginalFileTest {
  private static final Renditions SET = Renditions.parse("s=32x32");

  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void nothingStaysOpen() throws IOException {
    var path = Files.write(folder.resolve("a"), Originals.png(Originals.quarters(60, 40)));
    for (int i = 0; i < 20; i++) {
      Bench.THUMBNAILER.render(path, SET, Limits.standard());
    }
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(open.filter(each -> isSame(each, path)).count()).isZero();
    }
  }

  private static boolean isSame(Path open, Path path) {
    try {
      return Files.isSameFile(open, path);
    } catch (IOException _) {
      return false; // closed meanwhile
    }
  }

  /// By whichever way the decoder reads: sound, broken or cut off.
  @Test
  void aFileAndItsBytesGetTheSameAnswer() throws IOException {
    var random = new Random(5);
    var picture = Originals.detailed(160, 120);
    int refused = 0;
    for (var sound :
        List.of(
            Originals.jpeg(picture),
            Originals.progressiveJpeg(picture),
            Originals.png(picture),
            Originals.interlacedPng(picture))) {
      for (int round = 0; round < 30; round++) {
        var bytes =
            round % 5 == 1
                ? Arrays.copyOf(sound, sound.length - 1 - random.nextInt(sound.length / 2))
                : sound.clone();
        for (int flips = round == 0 ? 0 : random.nextInt(4); flips > 0; flips--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        var path = Files.write(folder.resolve("file"), bytes);
        var fromBytes = Bench.THUMBNAILER.render(bytes, SET, Limits.standard());
        var fromFile = Bench.THUMBNAILER.render(path, SET, Limits.standard());
        assertThat(fromFile.getClass()).isEqualTo(fromBytes.getClass());
        assertThat(thumbnail(fromFile)).isEqualTo(thumbnail(fromBytes));
        refused += fromBytes instanceof Rendering.Made ? 0 : 1;
      }
    }
    assertThat(refused).isBetween(20, 110);
  }

  private static byte[] thumbnail(Rendering answer) {
    return answer instanceof Rendering.Made made
        ? made.thumbnails().getFirst().bytes()
        : new byte[0];
  }
}
