package dev.safelight.image.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The fuzz target's seeds: a small file of each kind. What fuzzing finds is added to them.
class SeedsTest {
  private static final Path FOLDER =
      Path.of("src/fuzz/resources/dev/safelight/image/probe/ProbeFuzzTestInputs");

  @Test
  void whatEachSaysIsRead() throws IOException {
    var seeds = seeds();
    assertThat(Probe.read(seeds.get("one.gif"))).isEqualTo(new Header.Gif(16, 12, false, 1, false));
    assertThat(Probe.read(seeds.get("tiles.heic")))
        .isEqualTo(
            new Header.Heif(
                Header.Coding.HEVC, 500, 380, 8, 48, 48 * 64 * 64, false, false, false));
    assertThat(Probe.read(seeds.get("one.avif")))
        .isInstanceOfSatisfying(
            Header.Heif.class,
            avif -> {
              assertThat(avif.coding()).isEqualTo(Header.Coding.AV1);
              assertThat(avif.width()).isEqualTo(16);
              assertThat(avif.height()).isEqualTo(12);
            });
    for (var name : new String[] {"plain.tif", "lzw.tif", "deflate.tif", "jpeg.tif"}) {
      assertThat(Probe.read(seeds.get(name)))
          .as(name)
          .isInstanceOfSatisfying(
              Header.Tiff.class,
              tiff -> {
                assertThat(tiff.width()).isEqualTo(16);
                assertThat(tiff.height()).isEqualTo(12);
                assertThat(tiff.depth()).isEqualTo(8);
                assertThat(tiff.samples()).isEqualTo(3);
                assertThat(tiff.row()).isBetween(16 * 3L, 16 * 12 * 3L);
              });
    }
  }

  @Test
  void everyPrefixIsRefused() throws IOException {
    seeds()
        .forEach((name, seed) -> {
          assertThat(Probe.read(seed)).as(name).isInstanceOf(Header.class);
          for (int length = 0; length < seed.length; length++) {
            assertThat(Probe.read(Arrays.copyOf(seed, length)))
                .as("%d bytes of %s", length, name)
                .isInstanceOf(Finding.Problem.class);
          }
        });
  }

  @Test
  void changedBytesGiveAnAnswer() throws IOException {
    var random = new Random(5);
    for (var seed : seeds().values()) {
      for (int i = 0; i < 2_000; i++) {
        var file = seed.clone();
        for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
          file[random.nextInt(file.length)] = (byte) random.nextInt();
        }
        assertThat(Probe.read(file)).isEqualTo(Probe.read(file));
      }
    }
  }

  private static Map<String, byte[]> seeds() throws IOException {
    var seeds = new TreeMap<String, byte[]>();
    try (var files = Files.list(FOLDER)) {
      for (var file : files.toList()) {
        seeds.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return seeds;
  }
}
