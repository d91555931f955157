package dev.safelight.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeometryTest {
  @ParameterizedTest
  @CsvSource({
    "640, 320, 256, 256, 256, 128",
    "320, 640, 256, 256, 128, 256",
    "1000, 1000, 200, 100, 100, 100",
    "3000, 2, 300, 300, 300, 1",
    "2, 3000, 300, 300, 1, 300",
    "1920, 1080, 256, 256, 256, 144",
  })
  void containKeepsProportions(int width, int height, int w, int h, int madeWidth, int madeHeight) {
    var original = Originals.jpeg(Originals.quarters(width, height));
    var made = Bench.made(original, Bench.box(w, h, Fit.CONTAIN, Output.KEEP));
    assertThat(made.width()).isEqualTo(madeWidth);
    assertThat(made.height()).isEqualTo(madeHeight);
    var seen = Originals.decode(made.bytes());
    assertThat(seen.getWidth()).isEqualTo(madeWidth);
    assertThat(seen.getHeight()).isEqualTo(madeHeight);
  }

  @ParameterizedTest
  @CsvSource({"3000, 2, 300, 1", "2, 3000, 1, 300", "3000, 1, 300, 1", "901, 7, 300, 2"})
  void threadsOfPixelsKeepASide(int width, int height, int madeWidth, int madeHeight) {
    var image = Originals.quarters(width, height);
    for (var original :
        new byte[][] {Originals.jpeg(image), Originals.png(image), Bench.webp(image)}) {
      var made = Bench.made(original, Bench.box(300, 300, Fit.CONTAIN, Output.KEEP));
      assertThat(made.width()).isEqualTo(madeWidth);
      assertThat(made.height()).isEqualTo(madeHeight);
    }
  }

  @ParameterizedTest
  @CsvSource({"640, 320, 100, 100", "320, 640, 100, 60", "1920, 1080, 33, 77", "901, 907, 64, 64"})
  void coverFillsTheBox(int width, int height, int w, int h) {
    var original = Originals.jpeg(Originals.quarters(width, height));
    var made = Bench.made(original, Bench.box(w, h, Fit.COVER, Output.KEEP));
    assertThat(made.width()).isEqualTo(w);
    assertThat(made.height()).isEqualTo(h);
  }

  /// What EXIF says of each case: on which side, as seen, lie the first stored row and column.
  @ParameterizedTest
  @CsvSource({
    "1, top, left",
    "2, top, right",
    "3, bottom, right",
    "4, bottom, left",
    "5, left, top",
    "6, right, top",
    "7, right, bottom",
    "8, left, bottom",
  })
  void orientationIsAppliedAndDropped(int orientation, String row, String column) {
    var stored = Originals.jpeg(Originals.quarters(640, 320));
    var original = Originals.withOrientation(stored, orientation);
    boolean turned = orientation >= 5;
    for (var fit : Fit.values()) {
      var made = Bench.made(original, Bench.box(90, 120, fit, Format.PNG));
      assertThat(made.original().orientation()).isEqualTo(orientation);
      int width = fit == Fit.COVER || !turned ? 90 : 60;
      int height = fit == Fit.COVER || turned ? 120 : 45;
      assertThat(made.width()).isEqualTo(width);
      assertThat(made.height()).isEqualTo(height);
      var seen = Originals.decode(made.bytes());
      assertCorner(seen, row, column, Originals.TOP_LEFT);
      assertCorner(seen, row, opposite(column), Originals.TOP_RIGHT);
      assertCorner(seen, opposite(row), column, Originals.BOTTOM_LEFT);
      assertCorner(seen, opposite(row), opposite(column), Originals.BOTTOM_RIGHT);
      assertThat(Bench.made(made.bytes(), Rendition.standard()).original().orientation())
          .isEqualTo(1);
    }
  }

  @Test
  void pngAndWebpOrientationsCountToo() {
    var image = Originals.quarters(640, 320);
    var png = Originals.withChunk(Originals.png(image), "eXIf", Originals.exif(6));
    var made = Bench.made(png, Bench.box(100, 100, Fit.CONTAIN, Format.PNG));
    assertThat(made.width()).isEqualTo(50);
    assertCorner(Originals.decode(made.bytes()), "right", "top", Originals.TOP_LEFT);

    var plain = Bench.webp(image);
    int picture = new String(plain, ISO_8859_1).indexOf("VP8 ");
    var body = Arrays.copyOfRange(plain, picture, plain.length);
    var extended =
        Originals.webp(
            Originals.riff("VP8X", new byte[] {8, 0, 0, 0, 127, 2, 0, 63, 1, 0}),
            body,
            Originals.riff("EXIF", Originals.exif(6)));
    made = Bench.made(extended, Bench.box(100, 100, Fit.CONTAIN, Format.PNG));
    assertThat(made.width()).isEqualTo(50);
    assertCorner(Originals.decode(made.bytes()), "right", "top", Originals.TOP_LEFT);
  }

  @ParameterizedTest
  @EnumSource(Fit.class)
  void nothingIsEnlarged(Fit fit) {
    var image = Originals.quarters(60, 40);
    for (var original :
        new byte[][] {Originals.jpeg(image), Originals.png(image), Bench.webp(image)}) {
      var made = Bench.made(original, Bench.box(256, 256, fit, Output.KEEP));
      assertThat(made.width()).isEqualTo(60);
      assertThat(made.height()).isEqualTo(40);
    }
  }

  @Test
  void coverOfAnImageSmallerInOneDirectionCutsTheOther() {
    var made =
        Bench.made(
            Originals.png(Originals.quarters(600, 40)),
            Bench.box(100, 100, Fit.COVER, Output.KEEP));
    assertThat(made.width()).isEqualTo(100);
    assertThat(made.height()).isEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Rendition.LONGEST + 1})
  void aBoxWithoutSenseIsNamed(int side) {
    assertThatThrownBy(() -> new Rendition(side, 10, Fit.CONTAIN, Output.KEEP, 80))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width must be from 1 to 4096, was " + side);
    assertThatThrownBy(() -> new Rendition(10, 10, Fit.CONTAIN, Output.KEEP, 101))
        .hasMessage("quality must be from 1 to 100, was 101");
  }

  private static void assertCorner(BufferedImage image, String one, String other, Color colour) {
    var sides = one + other;
    int x = sides.contains("left") ? image.getWidth() / 8 : image.getWidth() * 7 / 8;
    int y = sides.contains("top") ? image.getHeight() / 8 : image.getHeight() * 7 / 8;
    Bench.assertNear(image, x, y, colour, 8);
  }

  private static String opposite(String side) {
    return switch (side) {
      case "top" -> "bottom";
      case "bottom" -> "top";
      case "left" -> "right";
      default -> "left";
    };
  }
}
