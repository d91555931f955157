package dev.safelight.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.image.Rendering.Made;
import dev.safelight.image.Thumbnailing.TooSlow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
  private static final Renditions SET = Renditions.parse("a=200x200,b=64x64:cover:webp");

  /// 256 megapixels each: seconds of work that is allowed.
  private static final Map<String, byte[]> LONG =
      Map.of(
          "jpeg", flatJpeg(),
          "png", Hostile.zeros(16_000, 16_000, 8, 2, 0, 16_000),
          "tiff", flatTiff());

  @TempDir private static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "tiff"})
  void whatIsDecodedInRowsIsStopped(String format) {
    var file = LONG.getOrDefault(format, new byte[0]);
    assertThat(within(20).render(file, SET, Limits.standard())).isEqualTo(new TooSlow(20));
  }

  @Test
  void theSameOfAFileOnDisk() throws IOException {
    var file = Files.write(folder.resolve("a.png"), LONG.getOrDefault("png", new byte[0]));
    assertThat(within(20).render(file, SET, Limits.standard())).isEqualTo(new TooSlow(20));
  }

  @Test
  void whatIsDecodedAtOnceIsRefusedWhenItIsDone() {
    var lace = Hostile.zeros(3_000, 3_000, 8, 2, 1, 3_000 * 2);
    assertThat(within(1).render(lace, SET, Limits.standard())).isEqualTo(new TooSlow(1));
  }

  @Test
  void whatIsInTimeIsMadeAsEver() {
    var patient = Bench.THUMBNAILER.within(Duration.ofHours(1));
    Fixtures.all()
        .forEach((name, file) -> {
          var limits = Limits.standard();
          var wanted = Bench.THUMBNAILER.render(file, SET, limits);
          assertThat(bytes(patient.render(file, SET, limits))).as(name).isEqualTo(bytes(wanted));
        });
  }

  @Test
  void noTimeAtAllIsAMistake() {
    assertThatThrownBy(() -> within(0)).isInstanceOf(IllegalArgumentException.class);
  }

  /// Every moment of a rendering is hit by some thread's deadline while others render.
  @Test
  void deadlinesOfManyThreadsStopNothingElse() throws Exception {
    var files = new TreeMap<>(Fixtures.all());
    var wanted = new TreeMap<String, Rendering>();
    files.forEach(
        (name, file) -> wanted.put(name, Bench.THUMBNAILER.render(file, SET, Limits.standard())));
    var random = new Random(5);
    var tasks = new ArrayList<Callable<String>>();
    for (int i = 0; i < 60 * files.size(); i++) {
      var name = List.copyOf(files.keySet()).get(i % files.size());
      var file = files.getOrDefault(name, new byte[0]);
      boolean timed = i % 3 != 0;
      var thumbnailer =
          timed
              ? Bench.THUMBNAILER.within(Duration.ofNanos(1 + random.nextInt(30_000_000)))
              : Bench.THUMBNAILER;
      tasks.add(() -> {
        var answer = thumbnailer.render(file, SET, Limits.standard());
        if (timed && answer instanceof TooSlow) {
          return "stopped";
        }
        assertThat(bytes(answer)).as(name).isEqualTo(bytes(wanted.getOrDefault(name, answer)));
        return "made";
      });
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      var outcomes = new ArrayList<String>();
      for (var answer : threads.invokeAll(tasks)) {
        outcomes.add(answer.get());
      }
      assertThat(outcomes).contains("made");
    }
  }

  private static Thumbnailer within(int millis) {
    return Bench.THUMBNAILER.within(Duration.ofMillis(millis));
  }

  /// HEIC is no image where there is no libheif: its answer is compared as it is.
  private static List<Object> bytes(Rendering answer) {
    return answer instanceof Made made
        ? made.thumbnails().stream()
            .<Object>map(each -> new String(each.bytes(), ISO_8859_1))
            .toList()
        : List.of(answer);
  }

  /// Grey, 16,000 x 16,000: two bits for each block.
  private static byte[] flatJpeg() {
    var frame = new byte[] {8, 62, -128, 62, -128, 1, 1, 0x11, 0};
    var one = new byte[18];
    one[1] = 1; // one code of one bit, for 0
    var ac = one.clone();
    ac[0] = 0x10;
    var quantum = new byte[65];
    Arrays.fill(quantum, 1, 65, (byte) 1);
    var start = new byte[] {-1, -40};
    var body =
        Originals.withSegment(
            Originals.withSegment(
                Originals.withSegment(
                    Originals.withSegment(
                        Originals.withSegment(start, 0xDA, new byte[] {1, 1, 0, 0, 63, 0}),
                        0xC4,
                        ac),
                    0xC4,
                    one),
                0xC0,
                frame),
            0xDB,
            quantum);
    return Originals.join(body, new byte[2_000 * 2_000 / 4], new byte[] {-1, -39});
  }

  /// Grey, 16,000 x 16,000, in strips of a row that are all the same bytes.
  private static byte[] flatTiff() {
    int side = 16_000;
    int strips = 8 + 2 + 9 * 12 + 4;
    var out = ByteBuffer.allocate(strips + 8 * side + side).order(ByteOrder.LITTLE_ENDIAN);
    out.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) 9);
    int[][] fields = {
      {256, 1, side},
      {257, 1, side},
      {258, 1, 8},
      {259, 1, 1},
      {262, 1, 1},
      {273, side, strips},
      {277, 1, 1},
      {278, 1, 1},
      {279, side, strips + 4 * side}
    };
    for (var field : fields) {
      out.putShort((short) field[0]).putShort((short) 4).putInt(field[1]).putInt(field[2]);
    }
    out.putInt(0);
    for (int i = 0; i < side; i++) {
      out.putInt(strips + 8 * side);
    }
    for (int i = 0; i < side; i++) {
      out.putInt(side);
    }
    return out.array();
  }
}
