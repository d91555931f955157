package dev.safelight.image.vips;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.image.Originals;
import dev.safelight.image.vips.Darkroom.Keep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DarkroomTest {
  private static Libvips vips;

  @BeforeAll
  static void load() throws Exception {
    try (var files = Files.walk(Path.of(System.getProperty("safelight.natives")))) {
      var file = files.filter(f -> f.toString().contains("libvips-cpp.")).findFirst();
      vips = Libvips.load(file.orElseThrow());
    }
  }

  /// All of them are built into this libvips. It looks at the block when an operation is built;
  /// heifload has opened the file by then, so that the first line of defence stays that nothing
  /// here names it.
  @ParameterizedTest
  @ValueSource(strings = {"svgload_buffer", "uhdrload_buffer"})
  void loadersThatAreNotAllowedAreBlockedInLibvipsItself(String loader) {
    try (var darkroom = vips.open()) {
      var svg = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(ISO_8859_1);
      assertThatThrownBy(() -> darkroom.originals().load(loader, darkroom.hold(svg), ""))
          .isInstanceOf(VipsException.class)
          .hasMessageContaining("blocked");
    }
  }

  /// libvips' threads keep some buffers for their next work: a few dozen blocks, whenever one
  /// looks. A block lost by each thumbnail would be many more.
  @Test
  void memoryIsGivenBack() throws Exception {
    var sound = Originals.jpeg(Originals.quarters(600, 400));
    int before = vips.allocations();
    for (int i = 0; i < 300; i++) {
      work(sound);
    }
    assertThat(vips.allocations() - before).isLessThan(200);
  }

  private static void work(byte[] sound) throws VipsException {
    try (var darkroom = vips.open()) {
      var small =
          darkroom.develop(
              darkroom.scale(darkroom.originals().jpeg(darkroom.hold(sound), 2), 100, 67));
      assertThat(darkroom.toPng(darkroom.turn(darkroom.mirror(small), 1), Keep.NOTHING))
          .isNotEmpty();
      assertThat(darkroom.toWebp(darkroom.crop(small, 50, 50), 80, Keep.NOTHING)).isNotEmpty();
      assertThatThrownBy(() -> darkroom.crop(small, 500, 50)).isInstanceOf(VipsException.class);
      assertThatThrownBy(() -> darkroom.originals().png(darkroom.hold(sound)))
          .isInstanceOf(VipsException.class);
      var half = Arrays.copyOf(sound, sound.length / 2);
      var torn = darkroom.scale(darkroom.originals().jpeg(darkroom.hold(half), 1), 100, 67);
      assertThatThrownBy(() -> darkroom.develop(torn)).isInstanceOf(VipsException.class);
    }
  }
}
