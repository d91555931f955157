package dev.safelight.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/// What an original tells beyond its picture stays behind.
class PrivacyTest {
  private static final BufferedImage IMAGE = Originals.detailed(400, 300);
  private static final byte[] SECRET = "51.4778 N 0.0014 W, taken by J. Doe".getBytes(ISO_8859_1);

  @Test
  void noMetadataGetsIntoAThumbnail() {
    var xmp = "http://ns.adobe.com/xap/1.0/\0".getBytes(ISO_8859_1);
    var jpeg = Originals.withOrientation(Originals.jpeg(IMAGE), 6);
    jpeg = Originals.withSegment(jpeg, 0xE1, Originals.join(xmp, SECRET));
    jpeg = Originals.withSegment(jpeg, 0xFE, SECRET);
    jpeg =
        Originals.withSegment(
            jpeg, 0xED, Originals.join("Photoshop 3.0\0".getBytes(ISO_8859_1), SECRET));
    var png = Originals.withChunk(Originals.png(IMAGE), "eXIf", Originals.exif(6));
    png =
        Originals.withChunk(png, "tEXt", Originals.join("Comment\0".getBytes(ISO_8859_1), SECRET));
    for (var original : new byte[][] {jpeg, png}) {
      for (var format : Format.values()) {
        var made = Bench.made(original, Bench.box(256, 256, Fit.CONTAIN, format));
        assertThat(made.original().metadata()).isTrue();
        assertThat(Bench.made(made.bytes(), Rendition.standard()).original().metadata()).isFalse();
        assertThat(new String(made.bytes(), ISO_8859_1)).doesNotContain("J. Doe", "Exif", "xap");
      }
    }
  }

  @Test
  void aWebpWithMetadataIsMadeBare() {
    var canvas = Originals.riff("VP8X", new byte[] {0x3C, 0, 0, 0, 9, 0, 0, 9, 0, 0});
    var picture = Originals.riff("VP8L", new byte[] {0x2F, 9, 64, 2, 0x10, 1, 2});
    var file =
        Originals.webp(
            canvas,
            Originals.riff("ICCP", new byte[3]),
            picture,
            Originals.riff("EXIF", SECRET),
            Originals.riff("XMP ", SECRET));
    canvas[8] = 0x10; // alpha stays
    assertThat(BareWebp.of(file)).isEqualTo(Originals.webp(canvas, picture));
  }

  @Test
  void theSameOriginalGivesTheSameBytes() {
    for (var original : new byte[][] {Originals.jpeg(IMAGE), Originals.png(IMAGE)}) {
      for (var format : Format.values()) {
        var rendition = Bench.box(100, 100, Fit.COVER, format);
        assertThat(Bench.made(original, rendition).bytes())
            .isEqualTo(Bench.made(original, rendition).bytes());
      }
    }
  }

  @Test
  void theOriginalIsNotTouched() {
    var original = Originals.jpeg(IMAGE);
    var before = original.clone();
    Bench.made(original, Rendition.standard());
    assertThat(original).isEqualTo(before);
  }
}
