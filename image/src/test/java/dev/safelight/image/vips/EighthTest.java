package dev.safelight.image.vips;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.image.Originals;
import dev.safelight.image.jpeg.Eighth;
import dev.safelight.image.vips.Darkroom.Keep;
import java.awt.image.BufferedImage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EighthTest {
  private static Libvips vips;

  @BeforeAll
  static void load() throws Exception {
    try (var files = Files.walk(Path.of(System.getProperty("safelight.natives")))) {
      var file = files.filter(f -> f.toString().contains("libvips-cpp.")).findFirst();
      vips = Libvips.load(file.orElseThrow());
    }
  }

  /// Of every size, noise or not, quality, colours halved or whole, grey, restart markers.
  @Test
  void itsPixelsAreThoseOfLibjpeg() throws Exception {
    var random = new Random(17);
    for (int round = 0; round < 400; round++) {
      int width = 1 + random.nextInt(round % 4 == 0 ? 20 : 300);
      int height = 1 + random.nextInt(round % 4 == 0 ? 20 : 200);
      var options =
          ",Q=%d,optimize-coding=%s,restart-interval=%d,subsample-mode=%s"
              .formatted(
                  1 + random.nextInt(100),
                  random.nextBoolean(),
                  random.nextInt(3) == 0 ? 1 + random.nextInt(9) : 0,
                  random.nextBoolean() ? "on" : "off");
      var jpeg = jpeg(picture(random, width, height), options);
      assertThat(of(jpeg))
          .as("%d x %d%s", width, height, options)
          .isEqualTo(width >= 8 && height >= 8);
      assertThat(pixels(jpeg, true))
          .as("%d x %d%s", width, height, options)
          .isEqualTo(pixels(jpeg, false));
    }
  }

  /// Java's own writer, with its tables, as another witness.
  @Test
  void itsPixelsAreThoseOfLibjpegWhoeverWroteTheFile() throws Exception {
    for (int side = 8; side < 200; side += 13) {
      var jpeg = Originals.jpeg(Originals.detailed(2 * side, side));
      assertThat(of(jpeg)).isTrue();
      assertThat(pixels(jpeg, true)).isEqualTo(pixels(jpeg, false));
    }
  }

  @Test
  void whatIsBrokenIsLeftToTheOtherDecoder() throws Exception {
    var random = new Random(19);
    var picture = Originals.detailed(90, 60);
    var sound =
        List.of(
            Originals.jpeg(picture),
            jpeg(picture, ",Q=95,subsample-mode=off"),
            jpeg(picture, ",Q=60,restart-interval=3"));
    int served = 0;
    for (int round = 0; round < 3_000; round++) {
      var jpeg = sound.get(round % sound.size()).clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        jpeg[random.nextInt(jpeg.length)] = (byte) random.nextInt();
      }
      if (round % 5 == 0) {
        jpeg = Arrays.copyOf(jpeg, random.nextInt(jpeg.length));
      }
      if (of(jpeg)) {
        served++;
        assertThat(pixels(jpeg, true)).isEqualTo(pixels(jpeg, false));
      }
    }
    assertThat(served).isBetween(100, 2_500);
  }

  @Test
  void otherKindsAreLeftToTheOtherDecoder() {
    assertThat(of(Originals.progressiveJpeg(Originals.quarters(60, 40)))).isFalse();
    assertThat(of(Originals.png(Originals.quarters(60, 40)))).isFalse();
    assertThat(of(new byte[0])).isFalse();
  }

  private static boolean of(byte[] jpeg) {
    try (var arena = Arena.ofConfined()) {
      return Eighth.of(MemorySegment.ofArray(jpeg), arena, () -> false).isPresent();
    }
  }

  /// No pixels of what is broken.
  private static int[] pixels(byte[] jpeg, boolean own) {
    try (var darkroom = vips.open()) {
      var originals = darkroom.originals();
      var file = darkroom.hold(jpeg);
      var picture = darkroom.develop(own ? originals.eighth(file) : originals.jpeg(file, 8));
      var image = Originals.decode(darkroom.toPng(picture, Keep.NOTHING));
      int width = image.getWidth();
      var rgb = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
      return IntStream.concat(IntStream.of(width, image.getHeight()), Arrays.stream(rgb)).toArray();
    } catch (VipsException _) {
      return new int[0];
    }
  }

  private static byte[] jpeg(BufferedImage picture, String options) throws VipsException {
    try (var darkroom = vips.open()) {
      return darkroom.save(
          "jpegsave_buffer",
          darkroom.originals().png(darkroom.hold(Originals.png(picture))),
          Keep.NOTHING,
          options);
    }
  }

  private static BufferedImage picture(Random random, int width, int height) {
    boolean grey = random.nextInt(4) == 0;
    var image =
        new BufferedImage(
            width, height, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    int noise = random.nextInt(256);
    int colour = random.nextInt();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int base = colour + x * 0x010201 + y * 0x020103;
        image.setRGB(x, y, random.nextInt(256) < noise ? random.nextInt() : base);
      }
    }
    return image;
  }
}
