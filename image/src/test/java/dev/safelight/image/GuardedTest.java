package dev.safelight.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.image.Rendering.Made;
import dev.safelight.image.Thumbnailing.TooSlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedTest {
  private static final Renditions SET = Renditions.parse("a=200x200,b=64x64:cover:webp");

  @TempDir private Path folder;

  @Test
  void whatCannotBeStoppedIsEndedWithItsProcess() throws IOException {
    var lace = file(Hostile.zeros(3_000, 3_000, 8, 2, 1, 3_000 * 2));
    try (var guarded = within(Duration.ofMillis(1))) {
      assertThat(guarded.render(lace, SET, Limits.standard())).isEqualTo(new TooSlow(1));
      assertThat(children()).isEmpty();
    }
  }

  @Test
  void aProcessOfItsOwnMakesTheSameThumbnails() throws IOException {
    var lace = Hostile.zeros(3_000, 3_000, 8, 2, 1, 3_000 * 2);
    var limits = Limits.standard();
    var here = (Made) Bench.THUMBNAILER.render(lace, SET, limits);
    try (var guarded = within(Duration.ofHours(1))) {
      var apart = (Made) guarded.render(file(lace), SET, limits);
      assertThat(children()).hasSize(1);
      assertThat(apart.thumbnails()).hasSameSizeAs(here.thumbnails());
      for (int i = 0; i < here.thumbnails().size(); i++) {
        assertThat(apart.thumbnails().get(i).bytes()).isEqualTo(here.thumbnails().get(i).bytes());
      }
    }
    assertThat(children()).isEmpty();
  }

  @Test
  void smallOnesAndThoseThatCanBeStoppedNeedNoProcess() throws IOException {
    try (var guarded = within(Duration.ofHours(1))) {
      for (var original : Fixtures.all().values()) {
        var rendering = guarded.render(file(original), SET, Limits.standard());
        assertThat(rendering).isInstanceOf(Made.class);
      }
      assertThat(children()).isEmpty();
    }
  }

  /// 5 megapixels, of which little is held, scanned 43 times.
  @Test
  void manyScansOfLittleGoApart() throws IOException {
    assertApart(Scans.of(2_500, 2_000));
  }

  @Test
  void aLongProgressiveFileGoesApart() throws IOException {
    assertApart(Scans.padded(64, 64, 7 << 20));
  }

  @Test
  void aShortOneOfFewScansStays() throws IOException {
    try (var guarded = within(Duration.ofHours(1))) {
      for (var small : List.of(Scans.of(800, 600), Scans.padded(64, 64, 1 << 20))) {
        assertThat(guarded.render(file(small), SET, Limits.standard())).isInstanceOf(Made.class);
      }
      assertThat(children()).isEmpty();
    }
  }

  private void assertApart(byte[] original) throws IOException {
    try (var guarded = within(Duration.ofHours(1))) {
      assertThat(guarded.render(file(original), SET, Limits.standard())).isInstanceOf(Made.class);
      assertThat(children()).hasSize(1);
    }
  }

  private Path file(byte[] original) throws IOException {
    return Files.write(folder.resolve("original"), original);
  }

  private static Guarded within(Duration most) {
    return Guarded.of(
        Bench.THUMBNAILER, most, 512, Path.of(System.getProperty("safelight.natives")));
  }

  /// Other tests leave none behind, and this class runs in one thread.
  private static Set<Long> children() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }
}
