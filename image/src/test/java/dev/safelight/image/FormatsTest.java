package dev.safelight.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the rarer formats need.
class FormatsTest {
  private static final BufferedImage QUARTERS = Originals.quarters(600, 400);

  @ParameterizedTest
  @ValueSource(strings = {"LZW", "Deflate", "PackBits", "JPEG"})
  void tiffsOfEveryCompressionAreRead(String compression) {
    var made = Bench.made(Encoded.tiff(compression, QUARTERS), Rendition.parse("60x60"));
    assertThat(made.format()).isEqualTo(Format.JPEG);
    assertQuarters(made);
  }

  /// Another colour on each level shows which one was taken: the smallest that leaves a factor of
  /// 1.5.
  @ParameterizedTest
  @CsvSource({"64, BLUE", "128, BLUE", "200, GREEN", "400, RED", "900, RED"})
  void aPyramidIsReadFromTheLevelThatFits(int box, String colour) {
    var pyramid =
        Encoded.tiled(
            plain(Color.RED, 1024, 768), plain(Color.GREEN, 512, 384), plain(Color.BLUE, 256, 192));
    var made = Bench.made(pyramid, Bench.box(box, box, Fit.CONTAIN, Format.PNG));
    var wanted =
        colour.equals("RED") ? Color.RED : colour.equals("GREEN") ? Color.GREEN : Color.BLUE;
    Bench.assertNear(Originals.decode(made.bytes()), box / 2, box / 4, wanted, 1);
  }

  @Test
  void otherPagesAreNoLevels() {
    var pages = Encoded.tiff("LZW", plain(Color.RED, 1024, 768), plain(Color.BLUE, 500, 500));
    var made = Bench.made(pages, Bench.box(64, 64, Fit.CONTAIN, Format.PNG));
    Bench.assertNear(Originals.decode(made.bytes()), 30, 20, Color.RED, 1);
  }

  @Test
  void anAvifStaysOneAndAGifBecomesAPng() {
    var avif = Bench.made(Encoded.avif(QUARTERS), Rendition.parse("60x60"));
    assertThat(avif.format()).isEqualTo(Format.AVIF);
    assertQuarters(Bench.made(avif.bytes(), Rendition.parse("60x60:png")));
    var gif = Bench.made(Encoded.gif(QUARTERS), Rendition.parse("60x60"));
    assertThat(gif.format()).isEqualTo(Format.PNG);
    assertQuarters(gif);
  }

  @ParameterizedTest
  @ValueSource(strings = {"60x60:modern", "60x60:modern:animated"})
  void modernIsAvifForWhatStandsStill(String rendition) {
    var made = Bench.made(Originals.png(QUARTERS), Rendition.parse(rendition));
    assertThat(made.format()).isEqualTo(Format.AVIF);
  }

  @Test
  void anAnimatedGifIsItsFirstFrameOrAnAnimatedWebp() {
    var gif = Encoded.gif(plain(Color.RED, 80, 60), plain(Color.BLUE, 80, 60));
    var still = Bench.made(gif, Rendition.parse("40x40"));
    Bench.assertNear(Originals.decode(still.bytes()), 20, 15, Color.RED, 1);
    var film = Bench.made(gif, Rendition.parse("40x40:animated"));
    assertThat(film.format()).isEqualTo(Format.WEBP);
    assertThat(film.height()).isEqualTo(30);
    var first = Bench.made(film.bytes(), Rendition.parse("40x40:png"));
    assertThat(first.original().frames()).isEqualTo(2);
    Bench.assertNear(Originals.decode(first.bytes()), 20, 15, Color.RED, 8);
  }

  @Test
  void chromaIsWholeFromQualityNinetyOn() {
    var original = Originals.png(QUARTERS);
    assertThat(sampling(original, 89)).isEqualTo(0x22);
    assertThat(sampling(original, 90)).isEqualTo(0x11);
  }

  @Test
  void aJpegIsProgressiveWhereThatIsSmaller() {
    var original = Originals.png(Originals.detailed(1200, 900));
    assertThat(progressive(Bench.made(original, Rendition.parse("512x512:jpeg")))).isTrue();
    assertThat(progressive(Bench.made(original, Rendition.parse("256x256:jpeg")))).isFalse();
  }

  @Test
  void aFileIsReadAsItsBytesAre(@TempDir Path folder) throws Exception {
    var set = Renditions.parse("a=100x100,b=50x50:webp");
    for (var original : ALL) {
      var file = Files.write(folder.resolve("original.gif"), original);
      var fromFile = Bench.THUMBNAILER.render(file, set, Limits.standard());
      var fromBytes = Bench.THUMBNAILER.render(original, set, Limits.standard());
      assertThat(bytes(fromFile)).isEqualTo(bytes(fromBytes));
    }
  }

  @Test
  void theSameBytesComeFromEveryThreadAndTime() throws Exception {
    var set =
        Renditions.parse("a=120x120:jpeg,b=60x60:webp,c=60x60:avif,d=40x40:cover:attention:png");
    var wanted = new ArrayList<List<ByteBuffer>>();
    var tasks = new ArrayList<Callable<List<ByteBuffer>>>();
    for (var original : ALL) {
      wanted.add(bytes(Bench.THUMBNAILER.render(original, set, Limits.standard())));
    }
    for (int i = 0; i < 40; i++) {
      var original = ALL.get(i % ALL.size());
      tasks.add(() -> bytes(Bench.THUMBNAILER.render(original, set, Limits.standard())));
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      var answers = threads.invokeAll(tasks);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo(wanted.get(i % wanted.size()));
      }
    }
  }

  private static final List<byte[]> ALL =
      List.of(
          Originals.jpeg(QUARTERS),
          Originals.png(QUARTERS),
          Bench.webp(QUARTERS),
          Encoded.avif(QUARTERS),
          Encoded.tiff("LZW", QUARTERS),
          Encoded.gif(QUARTERS));

  private static List<ByteBuffer> bytes(Rendering rendering) {
    assertThat(rendering).isInstanceOf(Rendering.Made.class);
    return ((Rendering.Made) rendering)
        .thumbnails().stream().map(each -> ByteBuffer.wrap(each.bytes())).toList();
  }

  private static int sampling(byte[] original, int quality) {
    var jpeg = Bench.made(original, Rendition.parse("60x60:jpeg:q" + quality)).bytes();
    return jpeg[Originals.frame(jpeg) + 11];
  }

  private static boolean progressive(Thumbnailing.Made made) {
    return made.bytes()[Originals.frame(made.bytes()) + 1] == (byte) 0xC2;
  }

  private static void assertQuarters(Thumbnailing.Made made) {
    var image = Originals.decode(Bench.made(made.bytes(), Rendition.parse("60x60:png")).bytes());
    Bench.assertNear(image, 10, 10, Originals.TOP_LEFT, 12);
    Bench.assertNear(image, 50, 10, Originals.TOP_RIGHT, 12);
    Bench.assertNear(image, 10, 30, Originals.BOTTOM_LEFT, 12);
    Bench.assertNear(image, 50, 30, Originals.BOTTOM_RIGHT, 12);
    assertThat(new String(made.bytes(), ISO_8859_1)).doesNotContain("Exif");
  }

  private static BufferedImage plain(Color colour, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }
}
