package dev.safelight.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is done only where it is asked for.
class ExtrasTest {
  private static final BufferedImage IMAGE = Originals.detailed(400, 300);
  private static final String SECRET = "51.4778 N";

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "webp"})
  void aWideGamutIsKeptOnlyOnRequest(String format) {
    var original = withProfile(Originals.jpeg(plain(new Color(0, 255, 0))), profile(P3));
    var kept = Bench.made(original, Rendition.parse("64x64:p3:q100:" + format));
    var dropped = Bench.made(original, Rendition.parse("64x64:q100:" + format));
    assertThat(header(kept).profiled()).isTrue();
    assertThat(header(dropped).profiled()).isFalse();
    assertThat(new String(kept.bytes(), ISO_8859_1)).doesNotContain("Exif");
  }

  /// P3's pure green is beyond sRGB: its numbers stay in P3, and are clipped in sRGB.
  @Test
  void theNumbersAreThoseOfTheSpaceThatIsWritten() {
    var colour = new Color(60, 200, 60);
    var original = withProfile(Originals.jpeg(plain(colour)), profile(P3));
    var kept = Bench.made(original, Rendition.parse("64x64:p3:jpeg:q100"));
    var pixels = Originals.decode(withoutProfile(kept.bytes()));
    Bench.assertNear(pixels, 30, 30, colour, 8); // gamma 2.2 is not quite sRGB's curve
    var srgb = Originals.decode(Bench.made(original, Rendition.parse("64x64:png")).bytes());
    assertThat(new Color(srgb.getRGB(30, 30)).getRed()).isLessThan(30);
  }

  @Test
  void aNarrowProfileBecomesSrgbWithoutOne() {
    var original = withProfile(Originals.jpeg(IMAGE), profile(SRGB));
    assertThat(header(Bench.made(original, Rendition.parse("64x64:p3"))).profiled()).isFalse();
    assertThat(Gamut.isWide(profile(SRGB))).isFalse();
    assertThat(Gamut.isWide(profile(P3))).isTrue();
    assertThat(Gamut.isWide(new byte[0])).isFalse();
    assertThat(Gamut.isWide(new byte[200])).isFalse();
  }

  @ParameterizedTest
  @EnumSource(value = Format.class)
  void onlyTheRightsAreKeptOnRequest(Format format) {
    var exif = exif("J. Doe", "(c) 2026 Doe & Søn");
    var jpeg =
        Originals.withSegment(
            Originals.jpeg(IMAGE), 0xE1, Originals.join("Exif\0\0".getBytes(ISO_8859_1), exif));
    jpeg =
        Originals.withSegment(
            jpeg,
            0xE1,
            ("http://ns.adobe.com/xap/1.0/\0<x>" + SECRET + "</x>").getBytes(ISO_8859_1));
    jpeg = Originals.withSegment(jpeg, 0xFE, SECRET.getBytes(ISO_8859_1));
    var word = Rendition.word(format);
    var kept = Bench.made(jpeg, Rendition.parse("64x64:copyright:" + word));
    // PNG holds it compressed; its copy in a JPEG can be read.
    var again = Rendition.parse("64x64:copyright:jpeg");
    var file = format == Format.PNG ? Bench.made(kept.bytes(), again) : kept;
    var text = new String(file.bytes(), UTF_8);
    assertThat(text).contains("J. Doe", "(c) 2026 Doe &amp; Søn").doesNotContain(SECRET, "Camera");
    var dropped = Bench.made(jpeg, Rendition.parse("64x64:" + word));
    assertThat(new String(dropped.bytes(), UTF_8)).doesNotContain("Doe", SECRET, "Camera", "Exif");
  }

  @Test
  void rightsAreFoundInIptcAndXmpToo() {
    var xmp =
        """
        http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>Ann &amp; Bob</rdf:li>
        </rdf:Seq></dc:creator><dc:rights><rdf:Alt><rdf:li xml:lang="x-default">All &lt;reserved&gt;\
        </rdf:li></rdf:Alt></dc:rights></x:xmpmeta>\
        """;
    var jpeg = Originals.withSegment(Originals.jpeg(IMAGE), 0xE1, xmp.getBytes(UTF_8));
    var made = Bench.made(jpeg, Rendition.parse("64x64:copyright"));
    assertThat(new String(made.bytes(), UTF_8))
        .contains("Ann &amp; Bob", "Ann & Bob", "All <reserved>");

    var iptc =
        "Photoshop 3.0\0008BIM\004\004\0\0\0\0\0\020\034\002\164\0\003Doe\034\002\120\0\003Ann\0";
    jpeg = Originals.withSegment(Originals.jpeg(IMAGE), 0xED, iptc.getBytes(ISO_8859_1));
    made = Bench.made(jpeg, Rendition.parse("64x64:copyright"));
    assertThat(new String(made.bytes(), UTF_8)).contains("Doe", "Ann");
  }

  /// Which no decoder passes on.
  @Test
  void rightsAreFoundInTheFieldsOfATiff() {
    var made = Bench.made(tiff("J. Doe", "(c) 2026 Søn"), Rendition.parse("8x8:copyright:jpeg"));
    assertThat(new String(made.bytes(), UTF_8)).contains("J. Doe", "(c) 2026 Søn");
    var dropped = Bench.made(tiff("J. Doe", "(c) 2026 Søn"), Rendition.parse("8x8:jpeg"));
    assertThat(new String(dropped.bytes(), UTF_8)).doesNotContain("Doe", "Søn", "Exif");
  }

  @Test
  void brokenBlocksSayNothing() {
    var jpeg = Originals.jpeg(IMAGE);
    for (var block :
        new String[] {
          "Exif\0\0",
          "Exif\0\0II*\0\377\377\377\377",
          "Exif\0\0MM\0*\0\0\0\010\377\377\202\230\0\002\377\377\377\377\0\0\0\0",
          "http://ns.adobe.com/xap/1.0/\0<dc:rights><rdf:li",
          "http://ns.adobe.com/xap/1.0/\0</dc:rights><dc:rights><rdf:li>x",
        }) {
      var broken = Originals.withSegment(jpeg, 0xE1, block.getBytes(ISO_8859_1));
      var made = Bench.made(broken, Rendition.parse("64x64:copyright"));
      assertThat(header(made).metadata()).isFalse();
    }
  }

  @Test
  void smallOnesAreEnlargedOnlyOnRequest() {
    var original = Originals.png(Originals.quarters(60, 40));
    var enlarged = Bench.made(original, Rendition.parse("600x600:enlarge"));
    assertThat(enlarged.width()).isEqualTo(600);
    assertThat(enlarged.height()).isEqualTo(400);
    Bench.assertNear(Originals.decode(enlarged.bytes()), 100, 100, Originals.TOP_LEFT, 2);
    var covering = Bench.made(original, Rendition.parse("300x300:cover:enlarge"));
    assertThat(covering.width()).isEqualTo(300);
    assertThat(covering.height()).isEqualTo(300);
  }

  @Test
  void theColourBehindTransparencyCanBeChosen() {
    var image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
    var made = Bench.made(Originals.png(image), Rendition.parse("40x40:jpeg:#102030"));
    Bench.assertNear(Originals.decode(made.bytes()), 20, 20, new Color(0x10, 0x20, 0x30), 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"entropy", "attention"})
  void aCropGoesToWhereSomethingIs(String crop) {
    var image = new BufferedImage(900, 300, BufferedImage.TYPE_INT_RGB);
    image.createGraphics().drawImage(Originals.detailed(200, 280), 690, 10, null);
    var original = Originals.png(image);
    var centre = Originals.decode(cover(original, "centre"));
    var clever = Originals.decode(cover(original, crop));
    assertThat(brightness(centre)).isLessThan(1);
    assertThat(brightness(clever)).isGreaterThan(50);
  }

  @Test
  void anAnimationStaysOneOnlyOnRequest() {
    var original = animation(3);
    var still = Bench.made(original, Rendition.parse("20x20"));
    assertThat(header(still).frames()).isEqualTo(1);
    for (var text :
        new String[] {"20x20:animated", "20x20:animated:modern", "10x20:cover:animated"}) {
      var film = Bench.made(original, Rendition.parse(text));
      assertThat(film.format()).isEqualTo(Format.WEBP);
      assertThat(film.width()).isEqualTo(text.startsWith("10") ? 10 : 20);
      assertThat(film.height()).isEqualTo(20);
      assertThat(header(film).frames()).isEqualTo(3);
      assertThat(header(film).width()).isEqualTo(film.width());
      assertThat(delays(film.bytes())).containsExactly(70, 70, 70);
    }
  }

  @Test
  void anAnimationThatIsHeldIsBounded() {
    var limits = new Limits(1 << 20, 1 << 20, 16_000, 1_000, 10, 10, 1 << 20, 1);
    var answer =
        Bench.THUMBNAILER.thumbnail(animation(3), Rendition.parse("20x20:animated"), limits);
    assertThat(answer).isEqualTo(new Thumbnailing.TooLarge("bytes in all frames", 19_200, 16_000));
    assertThat(Bench.THUMBNAILER.thumbnail(animation(3), Rendition.parse("20x20"), limits))
        .isInstanceOf(Thumbnailing.Made.class);
  }

  private static byte[] cover(byte[] original, String crop) {
    return Bench.made(original, Rendition.parse("100x100:cover:png:" + crop)).bytes();
  }

  private static double brightness(BufferedImage image) {
    double sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        sum += image.getRGB(x, y) >> 8 & 0xFF;
      }
    }
    return sum / image.getHeight() / image.getWidth();
  }

  private static dev.safelight.image.probe.Header header(Thumbnailing.Made made) {
    return Bench.made(made.bytes(), Rendition.standard()).original();
  }

  /// Frames of 40 x 40, each of another grey, 70 ms long.
  private static byte[] animation(int frames) {
    var chunks = new ArrayList<byte[]>();
    chunks.add(Originals.riff("VP8X", new byte[] {2, 0, 0, 0, 39, 0, 0, 39, 0, 0}));
    chunks.add(Originals.riff("ANIM", new byte[6]));
    for (int i = 0; i < frames; i++) {
      var still = Bench.webp(plain(new Color(40 * i + 20, 40 * i + 20, 40 * i + 20), 40));
      var place = new byte[] {0, 0, 0, 0, 0, 0, 39, 0, 0, 39, 0, 0, 70, 0, 0, 0};
      var picture = java.util.Arrays.copyOfRange(still, 12, still.length);
      chunks.add(Originals.riff("ANMF", Originals.join(place, picture)));
    }
    return Originals.webp(chunks.toArray(byte[][]::new));
  }

  private static java.util.List<Integer> delays(byte[] webp) {
    var delays = new ArrayList<Integer>();
    for (int at = 12; at < webp.length; ) {
      int length = ByteBuffer.wrap(webp).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(at + 4);
      if (new String(webp, at, 4, ISO_8859_1).equals("ANMF")) {
        delays.add(webp[at + 20] & 0xFF);
      }
      at += 8 + length + (length & 1);
    }
    return delays;
  }

  private static BufferedImage plain(Color colour) {
    return plain(colour, 200);
  }

  private static BufferedImage plain(Color colour, int side) {
    var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, side, side);
    graphics.dispose();
    return image;
  }

  private static byte[] withProfile(byte[] jpeg, byte[] profile) {
    return Originals.withSegment(
        jpeg, 0xE2, Originals.join("ICC_PROFILE\0\1\1".getBytes(ISO_8859_1), profile));
  }

  private static byte[] withoutProfile(byte[] jpeg) {
    var bytes = jpeg.clone();
    int at = new String(bytes, ISO_8859_1).indexOf("ICC_PROFILE");
    bytes[at] = 'X';
    return bytes;
  }

  /// Primaries as seen by D50, as Display P3's and sRGB's profiles have them.
  private static final double[] P3 = {
    0.51512, 0.2412, -0.00105, 0.29198, 0.69225, 0.04189, 0.1571, 0.06657, 0.78407
  };

  private static final double[] SRGB = {
    0.43607, 0.22249, 0.01392, 0.38515, 0.71687, 0.09708, 0.14307, 0.06061, 0.7141
  };

  /// A matrix profile with sRGB's curve near enough: gamma 2.2.
  private static byte[] profile(double[] primaries) {
    var tags =
        new String[] {"rXYZ", "gXYZ", "bXYZ", "wtpt", "rTRC", "gTRC", "bTRC", "desc", "cprt"};
    var out = ByteBuffer.allocate(128 + 4 + 12 * tags.length + 4 * 20 + 16 + 2 * 40);
    out.putInt(out.capacity()).putInt(0).putInt(0x02400000).put("mntrRGB XYZ ".getBytes(UTF_8));
    out.position(36).put("acsp".getBytes(UTF_8)).position(68);
    out.putInt(0xF6D6).putInt(0x10000).putInt(0xD32D).position(128).putInt(tags.length);
    int data = 128 + 4 + 12 * tags.length;
    for (int i = 0; i < tags.length; i++) {
      int at = i < 4 ? data + 20 * i : i < 7 ? data + 80 : data + 96 + 40 * (i - 7);
      out.put(tags[i].getBytes(UTF_8)).putInt(at).putInt(i < 4 ? 20 : i < 7 ? 14 : 40);
    }
    for (int i = 0; i < 3; i++) {
      out.put("XYZ ".getBytes(UTF_8)).putInt(0);
      for (int j = 0; j < 3; j++) {
        out.putInt((int) Math.round(primaries[3 * i + j] * 65536));
      }
    }
    out.put("XYZ ".getBytes(UTF_8)).putInt(0).putInt(0xF6D6).putInt(0x10000).putInt(0xD32D);
    out.put("curv".getBytes(UTF_8))
        .putInt(0)
        .putInt(1)
        .putShort((short) 0x0233)
        .putShort((short) 0);
    out.put("desc".getBytes(UTF_8)).putInt(0).putInt(2).put("p".getBytes(UTF_8));
    out.position(data + 96 + 40).put("text".getBytes(UTF_8)).putInt(0).put("none".getBytes(UTF_8));
    return out.array();
  }

  /// Two texts and a camera's name, little-endian.
  private static byte[] exif(String artist, String copyright) {
    var out = ByteBuffer.allocate(400).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    out.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) 3);
    int at = 60;
    var tags = new int[] {0x0110, 0x013B, 0x8298};
    var texts = new String[] {"Camera X", artist, copyright};
    for (int i = 0; i < tags.length; i++) {
      var text = (texts[i] + '\0').getBytes(UTF_8);
      out.putShort((short) tags[i]).putShort((short) 2).putInt(text.length).putInt(at);
      out.put(at, text);
      at += text.length;
    }
    return out.array();
  }

  /// Grey, 16 x 16, little-endian.
  private static byte[] tiff(String artist, String copyright) {
    var names = new byte[][] {(artist + '\0').getBytes(UTF_8), (copyright + '\0').getBytes(UTF_8)};
    int pixels = 8 + 2 + 11 * 12 + 4;
    int texts = pixels + 16 * 16;
    int[][] fields = {
      {256, 4, 1, 16},
      {257, 4, 1, 16},
      {258, 4, 1, 8},
      {259, 4, 1, 1},
      {262, 4, 1, 1},
      {273, 4, 1, pixels},
      {277, 4, 1, 1},
      {278, 4, 1, 16},
      {279, 4, 1, 16 * 16},
      {315, 2, names[0].length, texts},
      {33432, 2, names[1].length, texts + names[0].length}
    };
    var out = ByteBuffer.allocate(1_000).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    out.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) fields.length);
    for (var field : fields) {
      out.putShort((short) field[0]).putShort((short) field[1]).putInt(field[2]).putInt(field[3]);
    }
    out.put(texts, names[0]).put(texts + names[0].length, names[1]);
    return out.array();
  }
}
