package dev.safelight.image.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.image.Originals;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {
  private static final byte[] JPEG = Originals.jpeg(Originals.quarters(60, 40));
  private static final byte[] PNG = Originals.png(Originals.quarters(60, 40));

  @Test
  void jpegHeadersAreRead() {
    assertThat(Probe.read(JPEG)).isEqualTo(new Header.Jpeg(60, 40, 3, false, 1, 1, false, false));
    var progressive =
        (Header.Jpeg) Probe.read(Originals.progressiveJpeg(Originals.quarters(60, 40)));
    assertThat(progressive.progressive()).isTrue();
    assertThat(progressive.scans()).isGreaterThan(3);
    assertThat(progressive.buffered()).isTrue();
    assertThat(((Header) Probe.read(Originals.withSegment(JPEG, 0xFE, new byte[9]))).metadata())
        .isTrue();
  }

  /// A decoder stops at such a marker, fills up with grey and only warns.
  @ParameterizedTest
  @ValueSource(ints = {0x02, 0x37, 0xC0, 0xC4, 0xD8, 0xDA, 0xDC, 0xE1})
  void aMarkerInTheMiddleOfAJpegsOnlyScanIsFound(int marker) {
    var jpeg = Originals.jpeg(Originals.detailed(320, 240));
    jpeg[stuffed(jpeg, jpeg.length / 4) + 1] = (byte) marker;
    assertThat(Probe.read(jpeg)).isInstanceOf(Finding.Problem.class);
  }

  /// What an interrupted upload leaves before the next one.
  @Test
  void aJpegThatIsCutOffBeforeAnotherOneIsCorrupt() {
    var jpeg = Originals.jpeg(Originals.detailed(320, 240));
    int cut = stuffed(jpeg, jpeg.length / 4);
    var both = Arrays.copyOf(jpeg, cut + JPEG.length);
    System.arraycopy(JPEG, 0, both, cut, JPEG.length);
    assertThat(Probe.read(both)).isInstanceOf(Finding.Corrupt.class);
  }

  /// Where an FF of the picture itself stands, which is written FF 00.
  private static int stuffed(byte[] jpeg, int from) {
    int at = from;
    while (jpeg[at] != -1 || jpeg[at + 1] != 0) {
      at++;
    }
    return at;
  }

  @Test
  void pngHeadersAreRead() {
    assertThat(Probe.read(PNG))
        .isEqualTo(new Header.Png(60, 40, 8, false, false, 1, 1, false, false));
    var grey = new BufferedImage(5, 3, BufferedImage.TYPE_USHORT_GRAY);
    assertThat(Probe.read(Originals.interlacedPng(grey)))
        .isEqualTo(new Header.Png(5, 3, 16, true, false, 1, 1, false, false));
    var alpha = new BufferedImage(5, 3, BufferedImage.TYPE_INT_ARGB);
    assertThat(((Header) Probe.read(Originals.png(alpha))).alpha()).isTrue();
    var frames = Originals.withChunk(PNG, "acTL", new byte[] {0, 0, 0, 7, 0, 0, 0, 0});
    assertThat(((Header) Probe.read(frames)).frames()).isEqualTo(7);
  }

  @Test
  void webpHeadersAreRead() {
    assertThat(Probe.read(Originals.webp(lossless(61, 41))))
        .isEqualTo(new Header.WebP(61, 41, true, false, 1, 1, false, false));
    var canvas = Originals.riff("VP8X", new byte[] {2, 0, 0, 0, 99, 0, 0, 49, 0, 0});
    var frame = Originals.riff("ANMF", new byte[] {5, 0, 0, 0, 0, 0, 9, 0, 0, 9, 0, 0, 1, 0, 0, 0});
    assertThat(Probe.read(Originals.webp(canvas, frame, frame)))
        .isEqualTo(new Header.WebP(100, 50, false, false, 2, 1, false, false));
  }

  @Test
  void aWebpThatContradictsItselfIsCorrupt() {
    var canvas = Originals.riff("VP8X", new byte[] {0, 0, 0, 0, 99, 0, 0, 49, 0, 0});
    assertThat(Probe.read(Originals.webp(canvas, lossless(61, 41))))
        .isEqualTo(new Finding.Corrupt("WebP canvas of 100 x 50 around an image of 61 x 41"));
    var animated = Originals.riff("VP8X", new byte[] {2, 0, 0, 0, 99, 0, 0, 49, 0, 0});
    var outside =
        Originals.riff("ANMF", new byte[] {50, 0, 0, 0, 0, 0, 9, 0, 0, 9, 0, 0, 1, 0, 0, 0});
    assertThat(Probe.read(Originals.webp(animated, outside)))
        .isEqualTo(new Finding.Corrupt("WebP frame outside its canvas"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void orientationIsReadInBothByteOrders(int orientation) {
    assertThat(orientationOf(Originals.exif(orientation))).isEqualTo(orientation);
    var little = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
    little.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) 1);
    little.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    assertThat(orientationOf(little.array())).isEqualTo(orientation);
  }

  @Test
  void nonsenseOrientationsCountAsUpright() {
    assertThat(orientationOf(Originals.exif(0))).isEqualTo(1);
    assertThat(orientationOf(Originals.exif(9))).isEqualTo(1);
    assertThat(orientationOf("MM\0*\177\377\377\377".getBytes(ISO_8859_1))).isEqualTo(1);
    assertThat(orientationOf("MM\0*\377\377\377\377".getBytes(ISO_8859_1))).isEqualTo(1);
    assertThat(orientationOf(Arrays.copyOf(Originals.exif(6), 17))).isEqualTo(1);
    assertThat(orientationOf(new byte[0])).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "C1, 12, 12-bit JPEG",
    "C2, 12, 12-bit JPEG",
    "C3, 8, lossless JPEG",
    "C6, 8, hierarchical JPEG",
    "C9, 8, arithmetic-coded JPEG",
    "CA, 8, arithmetic-coded JPEG",
  })
  void rareKindsOfJpegAreNamed(String marker, int depth, String name) {
    var rare = JPEG.clone();
    int frame = Originals.frame(rare);
    rare[frame + 1] = (byte) Integer.parseInt(marker, 16);
    rare[frame + 4] = (byte) depth;
    assertThat(Probe.read(rare)).isEqualTo(new Finding.Unsupported(name));
  }

  @Test
  void aJpegWithoutHeightOrWithTwoFramesIsRefused() {
    assertThat(Probe.read(Originals.claiming(JPEG, 60, 0))).isInstanceOf(Finding.Unsupported.class);
    assertThat(Probe.read(Originals.claiming(JPEG, 0, 40))).isInstanceOf(Finding.Corrupt.class);
    int frame = Originals.frame(JPEG);
    var twice = Originals.splice(JPEG, frame, Arrays.copyOfRange(JPEG, frame, frame + 19));
    assertThat(Probe.read(twice)).isEqualTo(new Finding.Corrupt("JPEG with two frames"));
  }

  @ParameterizedTest
  @CsvSource({
    "'<?xml version=\"1.0\"?><svg xmlns=', SVG",
    "'<svg><script>', SVG",
    "'BM....', BMP",
    "8BPS, Photoshop",
  })
  void otherImagesAreNamed(String start, String name) {
    assertThat(Probe.read(start.getBytes(ISO_8859_1))).isEqualTo(new Finding.Unsupported(name));
  }

  @ParameterizedTest
  @CsvSource({
    "'', nothing (0 bytes)",
    "%PDF-1.7, PDF",
    "'%!PS', PostScript",
    "'<!DOCTYPE html>', HTML",
    "'hello, world', text",
    "'....ftypisom', a video",
    "'RIFF....WAVE', RIFF audio or video",
  })
  void otherFilesAreNamed(String start, String name) {
    assertThat(Probe.read(start.getBytes(ISO_8859_1))).isEqualTo(new Finding.NotAnImage(name));
  }

  @Test
  void oneByteIsNoImage() {
    for (int value = 0; value < 256; value++) {
      assertThat(Probe.read(new byte[] {(byte) value})).isInstanceOf(Finding.NotAnImage.class);
    }
    assertThat(Probe.read(new byte[] {(byte) 0xFE}))
        .isEqualTo(new Finding.NotAnImage("unknown bytes FE"));
  }

  @Test
  void everyPrefixIsRefused() {
    for (var file : new byte[][] {JPEG, PNG, Originals.webp(lossless(61, 41))}) {
      for (int length = 0; length < file.length; length++) {
        assertThat(Probe.read(Arrays.copyOf(file, length)))
            .as("%d of %d bytes", length, file.length)
            .isInstanceOf(length < 16 ? Finding.Problem.class : Finding.Truncated.class);
      }
    }
  }

  @Test
  void whatFollowsTheImageIsIgnored() {
    for (var file : new byte[][] {JPEG, PNG, Originals.webp(lossless(61, 41))}) {
      assertThat(Probe.read(Originals.join(file, "PK\3\4".getBytes(ISO_8859_1))))
          .isEqualTo(Probe.read(file));
    }
  }

  @Test
  void lengthsNearTheEndOfIntegersDoNotOverflow() {
    for (int length :
        new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, Integer.MAX_VALUE - 12}) {
      var png = PNG.clone();
      ByteBuffer.wrap(png).putInt(33, length);
      assertThat(Probe.read(png)).isInstanceOf(Finding.Truncated.class);
      var webp = Originals.webp(lossless(61, 41));
      ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).putInt(16, length);
      assertThat(Probe.read(webp)).isInstanceOf(Finding.Truncated.class);
    }
  }

  @Test
  void anyBytesGiveAnAnswer() {
    var random = new Random(11);
    var starts = new byte[][] {JPEG, PNG, Originals.webp(lossless(61, 41)), new byte[0]};
    for (int i = 0; i < 20_000; i++) {
      var file = starts[i % 4].length == 0 ? bytes(random) : starts[i % 4].clone();
      for (int flips = random.nextInt(1, 8); flips > 0; flips--) {
        file[random.nextInt(Math.min(file.length, 200))] = (byte) random.nextInt();
      }
      assertThat(Probe.read(file)).isNotNull();
    }
  }

  private static byte[] bytes(Random random) {
    var bytes = new byte[random.nextInt(1, 300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static int orientationOf(byte[] exif) {
    var header = (Header) Probe.read(Originals.withChunk(PNG, "eXIf", exif));
    var body = Originals.join("Exif\0\0".getBytes(ISO_8859_1), exif);
    var same = (Header) Probe.read(Originals.withSegment(JPEG, 0xE1, body));
    assertThat(header.orientation()).isEqualTo(same.orientation());
    return header.orientation();
  }

  private static byte[] lossless(int width, int height) {
    var body = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x2F);
    return Originals.riff("VP8L", body.putInt(width - 1 | height - 1 << 14).array());
  }
}
