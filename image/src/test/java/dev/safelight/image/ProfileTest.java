package dev.safelight.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.image.Thumbnailing.Made;
import dev.safelight.image.Thumbnailing.TooLarge;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/// Colour profiles are bounded in every format that has them, before a colour engine reads one.
class ProfileTest {
  private static final int MOST = 4 << 20;

  @Test
  void aJpegsPiecesAreCounted() {
    var jpeg = Originals.jpeg(Originals.quarters(60, 40));
    var piece = new byte[65_000];
    System.arraycopy("ICC_PROFILE\0".getBytes(ISO_8859_1), 0, piece, 0, 12);
    for (int i = 0; i < 64; i++) {
      jpeg = Originals.withSegment(jpeg, 0xE2, piece);
    }
    assertThat(Bench.of(jpeg)).isInstanceOf(Made.class); // nonsense within the limit is ignored
    assertRefused(Originals.withSegment(jpeg, 0xE2, piece), 65 * 65_000);
  }

  @Test
  void aPngsIsCountedAsItUnpacks() throws Exception {
    var packed = new ByteArrayOutputStream();
    packed.writeBytes("a\0\0".getBytes(ISO_8859_1));
    try (var out = new DeflaterOutputStream(packed)) {
      out.write(new byte[MOST + 1]);
    }
    var png = Originals.png(Originals.quarters(60, 40));
    assertRefused(Originals.withChunk(png, "iCCP", packed.toByteArray()), MOST + 1);
  }

  @Test
  void aWebpsIsCounted() {
    var webp = Bench.webp(Originals.quarters(60, 40));
    var image = Arrays.copyOfRange(webp, 12, webp.length);
    var canvas = Originals.riff("VP8X", new byte[] {0x20, 0, 0, 0, 59, 0, 0, 39, 0, 0});
    var profile = Originals.riff("ICCP", new byte[MOST + 2]);
    assertRefused(Originals.webp(canvas, profile, image), MOST + 2);
  }

  @Test
  void aTiffsIsCounted() {
    var tiff = ByteBuffer.allocate(200 + MOST + 1).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) 9);
    int[][] fields = {
      {256, 4, 1, 4},
      {257, 4, 1, 4},
      {258, 4, 1, 8},
      {259, 4, 1, 1},
      {262, 4, 1, 1},
      {273, 4, 1, 150},
      {278, 4, 1, 4},
      {279, 4, 1, 16},
      {34675, 7, MOST + 1, 200}
    };
    for (var field : fields) {
      tiff.putShort((short) field[0]).putShort((short) field[1]).putInt(field[2]).putInt(field[3]);
    }
    assertRefused(tiff.array(), MOST + 1);
  }

  @Test
  void anAvifsIsCounted() {
    var file = Fixtures.avif();
    int at = new String(file, ISO_8859_1).indexOf("ipco") - 4;
    var colour = ByteBuffer.allocate(8 + MOST + 1).putInt(8 + MOST + 1);
    var more = colour.put("colrprof".getBytes(ISO_8859_1)).array();
    var grown = Originals.splice(file, at + 8, more);
    var buffer = ByteBuffer.wrap(grown);
    for (var box : new String[] {"meta", "iprp", "ipco"}) {
      int length = new String(file, ISO_8859_1).indexOf(box) - 4;
      buffer.putInt(length, buffer.getInt(length) + more.length);
    }
    assertRefused(grown, MOST + 1);
  }

  private static void assertRefused(byte[] file, int bytes) {
    assertThat(Bench.of(file)).isEqualTo(new TooLarge("bytes of colour profile", bytes, MOST));
  }
}
