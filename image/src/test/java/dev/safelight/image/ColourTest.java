package dev.safelight.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColourTest {
  /// Half of linear light is 188 in sRGB.
  private static final Color LINEAR_HALF_AS_SRGB = new Color(188, 188, 188);

  private static final Color HALF = new Color(128, 128, 128);

  @Test
  void anEmbeddedProfileIsConvertedToSrgbAndDropped() throws Exception {
    var profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    var jpeg =
        Originals.withSegment(
            Originals.jpeg(plain(HALF)),
            0xE2,
            Originals.join("ICC_PROFILE\0\1\1".getBytes(ISO_8859_1), profile));
    var png =
        Originals.withChunk(
            Originals.png(plain(HALF)),
            "iCCP",
            Originals.join("p\0\0".getBytes(ISO_8859_1), deflated(profile)));
    for (var original : new byte[][] {jpeg, png}) {
      var made = Bench.made(original, Bench.box(64, 64, Fit.CONTAIN, Format.PNG));
      assertThat(made.original().profiled()).isTrue();
      Bench.assertNear(Originals.decode(made.bytes()), 30, 30, LINEAR_HALF_AS_SRGB, 2);
      assertThat(Bench.made(made.bytes(), Rendition.standard()).original().profiled()).isFalse();
    }
  }

  @Test
  void withoutAProfilePixelsAreSrgbAlready() {
    var made = Bench.made(Originals.png(plain(HALF)), Bench.box(64, 64, Fit.CONTAIN, Format.PNG));
    Bench.assertNear(Originals.decode(made.bytes()), 30, 30, HALF, 0);
  }

  @Test
  void aBrokenProfileIsIgnored() {
    var jpeg =
        Originals.withSegment(
            Originals.jpeg(plain(HALF)), 0xE2, "ICC_PROFILE\0\1\1nonsense".getBytes(ISO_8859_1));
    var made = Bench.made(jpeg, Bench.box(64, 64, Fit.CONTAIN, Format.PNG));
    Bench.assertNear(Originals.decode(made.bytes()), 30, 30, HALF, 1);
  }

  @Test
  void aProfileForOtherChannelsIsIgnored() {
    assumeFalse(Bench.THUMBNAILER.version().startsWith("8.14"), "it applies such a profile");
    var profile = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
    var jpeg =
        Originals.withSegment(
            Originals.jpeg(plain(new Color(200, 30, 30))),
            0xE2,
            Originals.join("ICC_PROFILE\0\1\1".getBytes(ISO_8859_1), profile));
    var made = Bench.made(jpeg, Bench.box(64, 64, Fit.CONTAIN, Format.PNG));
    Bench.assertNear(Originals.decode(made.bytes()), 30, 30, new Color(200, 30, 30), 3);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void cmykBecomesSrgb(Format format) {
    var red = Originals.cmykJpeg(300, 200, 0, 255, 255, 0);
    var made = Bench.made(red, Bench.box(64, 64, Fit.CONTAIN, format));
    var seen = Originals.decode(Bench.made(made.bytes(), png()).bytes());
    assertThat(seen.getColorModel().getNumComponents()).isEqualTo(3);
    var colour = new Color(seen.getRGB(30, 20));
    assertThat(colour.getRed()).isGreaterThan(200);
    assertThat(colour.getGreen()).isLessThan(80);
    assertThat(colour.getBlue()).isLessThan(80);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void transparencyIsKeptOrLaidOnWhite(Format format) {
    var image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 400; x++) {
        image.setRGB(x, y, x < 200 ? 0x00000000 : 0x800000FF);
      }
    }
    var made = Bench.made(Originals.png(image), Bench.box(100, 100, Fit.CONTAIN, format));
    var again = Bench.made(made.bytes(), png());
    var seen = Originals.decode(again.bytes());
    if (format == Format.JPEG) {
      assertThat(again.original().alpha()).isFalse();
      Bench.assertNear(seen, 20, 50, Color.WHITE, 3);
      Bench.assertNear(seen, 80, 50, new Color(127, 127, 255), 6);
    } else {
      assertThat(again.original().alpha()).isTrue();
      assertThat(seen.getRGB(20, 50) >>> 24).isZero();
      assertThat(seen.getRGB(80, 50) >>> 24).isBetween(0x7F, 0x81);
      Bench.assertNear(seen, 80, 50, Color.BLUE, 6);
    }
  }

  @Test
  void invisibleColoursDoNotBleedIntoVisibleOnes() {
    var image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 400; x++) {
        image.setRGB(x, y, (x / 2 + y / 2) % 2 == 0 ? 0x0000FF00 : 0xFFFF0000);
      }
    }
    var made = Bench.made(Originals.png(image), Bench.box(50, 50, Fit.CONTAIN, Format.PNG));
    Bench.assertNear(Originals.decode(made.bytes()), 25, 25, Color.RED, 2);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_4BYTE_ABGR
      })
  void everyKindOfPngBecomesEveryFormat(int type) {
    var image = new BufferedImage(300, 200, type);
    var graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 150, 200);
    graphics.setColor(Color.BLACK);
    graphics.fillRect(150, 0, 150, 200);
    graphics.dispose();
    for (var original : new byte[][] {Originals.png(image), Originals.interlacedPng(image)}) {
      for (var format : Format.values()) {
        var made = Bench.made(original, Bench.box(60, 60, Fit.CONTAIN, format));
        var seen = Originals.decode(Bench.made(made.bytes(), png()).bytes());
        assertThat(seen.getColorModel().getComponentSize(0)).isEqualTo(8);
        Bench.assertNear(seen, 15, 20, Color.WHITE, 3);
        Bench.assertNear(seen, 45, 20, Color.BLACK, 3);
      }
    }
  }

  private static Rendition png() {
    return Bench.box(256, 256, Fit.CONTAIN, Format.PNG);
  }

  private static BufferedImage plain(Color colour) {
    var image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, 200, 200);
    graphics.dispose();
    return image;
  }

  private static byte[] deflated(byte[] bytes) throws Exception {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    }
    return out.toByteArray();
  }
}
