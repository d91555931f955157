package dev.safelight.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.image.Thumbnailing.TooLarge;
import dev.safelight.image.probe.Finding;
import dev.safelight.image.probe.Header;
import dev.safelight.image.probe.Probe;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What AV1 and HEVC streams say of themselves counts, whatever the container around them says.
class HeifStreamTest {
  private static final byte[] AVIF = Fixtures.avif();
  private static final byte[] HEIC = Fixtures.heic();

  /// A reduced still header: profile 0, 9 + 8 bits, 320 x 240, then 8 bits a sample.
  private static final String SMALL = "000" + "1" + "1" + "00000" + "1000" + "0111";

  private static final String TAIL = "000" + "000" + "0" + "0000000";
  private static final byte[] SEQUENCE =
      unit(1, bits(SMALL + number(319, 9) + number(239, 8) + TAIL));
  private static final byte[] FRAME = unit(6, new byte[8]);

  @Test
  void soundFilesAreAsLargeAsTheirStreams() {
    assertThat(heif(AVIF).decoded()).isEqualTo(320 * 240);
    assertThat(heif(HEIC).decoded()).isEqualTo(256 * 192);
    assertThat(heif(container("av01", "av1C", new byte[4], 1, SEQUENCE, FRAME)).decoded())
        .isEqualTo(320 * 240);
  }

  @Test
  void aLargeStreamInASmallContainerCountsAsLarge() {
    assertThat(heif(Hostile.sized(AVIF, 8, 8)).decoded()).isEqualTo(320 * 240);
    assertThat(heif(Hostile.sized(HEIC, 8, 8)).decoded()).isEqualTo(256 * 192);
  }

  @Test
  void itIsRefusedBeforeADecoderSeesIt() {
    var avif =
        Bench.made(
                Originals.png(Originals.quarters(1600, 1200)),
                Bench.box(1600, 1200, Fit.CONTAIN, Format.AVIF))
            .bytes();
    var limits = Limits.within(16L << 20);
    var lie = Hostile.sized(avif, 8, 8);
    assertThat(Bench.THUMBNAILER.thumbnail(lie, Rendition.standard(), limits))
        .isEqualTo(
            new TooLarge("bytes to be held while decoding", 16 * 1600 * 1200 + 4 * 64, 16L << 20));
  }

  @Test
  void theLongHeaderOfSequencesIsRead() {
    var timing = "1" + number(1, 32) + number(25, 32) + "1" + "00100" + "1";
    var model = number(9, 5) + number(1, 32) + number(0, 5) + number(0, 5);
    var point = number(0, 12) + number(9, 5) + "0" + "1" + number(0, 21) + "1" + "0000";
    var sizes = "1111" + "1111" + number(29_999, 16) + number(19_999, 16);
    var tools = "1" + "0000000" + "000" + "0000" + "1" + "00" + "0" + "1" + "0" + "0" + "000";
    var text = "010" + "0" + "0" + timing + model + "1" + "00000" + point + sizes + tools;
    var file =
        container(
            "av01", "av1C", new byte[4], 1, unit(1, bits(text + "000" + "11" + "000")), FRAME);
    assertThat(heif(file).decoded()).isEqualTo(600_000_000);
    assertThat(heif(file).depth()).isEqualTo(12);
  }

  @Test
  void aSizeInTheConfigurationCountsToo() {
    var large =
        unit(1, bits("000" + "1" + "1" + "00000" + "1111" + "1111" + "1".repeat(32) + TAIL));
    var file = container("av01", "av1C", Originals.join(new byte[4], large), 1, SEQUENCE, FRAME);
    assertThat(heif(file).decoded()).isEqualTo(65_536L * 65_536);
  }

  @Test
  void aStreamWithoutASizeIsCorrupt() {
    assertThat(Probe.read(container("av01", "av1C", new byte[4], 1, FRAME)))
        .isInstanceOf(Finding.Corrupt.class);
    assertThat(Probe.read(container("hvc1", "hvcC", new byte[23], 1, new byte[] {3, 38, 1, 0})))
        .isInstanceOf(Finding.Corrupt.class);
  }

  @Test
  void aStillOfManyFramesIsRefused() {
    var film =
        container("av01", "av1C", new byte[4], 1, SEQUENCE, FRAME, FRAME, FRAME, FRAME, FRAME);
    assertThat(Probe.read(film)).isEqualTo(new Finding.TooLarge("AV1 frames in a still", 5, 4));
    var slice = new byte[] {0, 0, 0, 3, 38, 1, -128};
    var hvcc = configuration();
    assertThat(heif(container("hvc1", "hvcC", hvcc, 1, slice)).decoded()).isEqualTo(256 * 192);
    assertThat(Probe.read(container("hvc1", "hvcC", hvcc, 1, slice, slice)))
        .isEqualTo(new Finding.TooLarge("HEVC pictures in a still", 2, 1));
  }

  /// 2,000 pieces that are all the same: a reader that joins them has 2,000 times the file.
  @Test
  void piecesThatOverlapAreCorrupt() {
    assertThat(Probe.read(container("av01", "av1C", new byte[4], 2_000, SEQUENCE, FRAME)))
        .isEqualTo(new Finding.Corrupt("HEIF items of overlapping pieces"));
  }

  @Test
  void unitsWithoutEndAreRefused() {
    var empty = new byte[400_000]; // two bytes each: 2, 0
    for (int i = 0; i < empty.length; i += 2) {
      empty[i] = 2;
    }
    assertThat(Probe.read(container("av01", "av1C", new byte[4], 1, empty)))
        .isEqualTo(new Finding.TooLarge("AV1 or HEVC units", 100_001, 100_000));
  }

  @Test
  void anyBytesInAStreamGiveAnAnswer() {
    var random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      var from = i % 2 == 0 ? AVIF : HEIC;
      var file = from.clone();
      for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
        file[random.nextInt(Math.min(file.length, 900))] = (byte) random.nextInt();
      }
      assertThat(Probe.read(file)).isNotNull();
    }
  }

  private static Header.Heif heif(byte[] file) {
    var found = Probe.read(file);
    assertThat(found).isInstanceOf(Header.Heif.class);
    return (Header.Heif) found;
  }

  /// The decoder's configuration of the file that is kept.
  private static byte[] configuration() {
    int at = new String(HEIC, ISO_8859_1).indexOf("hvcC");
    return Arrays.copyOfRange(HEIC, at + 4, at - 4 + ByteBuffer.wrap(HEIC).getInt(at - 4));
  }

  /// An item of 8 x 8 whose data is named `pieces` times.
  private static byte[] container(
      String type, String kind, byte[] configuration, int pieces, byte[]... data) {
    var payload = Originals.join(data);
    var start = box("ftyp", "avif\0\0\0\0avif".getBytes(ISO_8859_1));
    var pitm = box("pitm", new byte[] {0, 0, 0, 0, 0, 1});
    var infe = Originals.join(new byte[] {2, 0, 0, 0, 0, 1, 0, 0}, type.getBytes(ISO_8859_1));
    var iinf = box("iinf", Originals.join(new byte[] {0, 0, 0, 0, 0, 1}, box("infe", infe)));
    var ispe = box("ispe", new byte[] {0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 8});
    var ipco = box("ipco", Originals.join(ispe, box(kind, configuration)));
    var ipma = box("ipma", new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 2, 1, 2});
    var iprp = box("iprp", Originals.join(ipco, ipma));
    int iloc = 8 + 14 + 8 * pieces;
    int at = start.length + 8 + 4 + pitm.length + iinf.length + iprp.length + iloc + 8;
    var places = ByteBuffer.allocate(iloc - 8).putInt(0).putShort((short) 0x4400);
    places.putShort((short) 1).putShort((short) 1).putShort((short) 0).putShort((short) pieces);
    for (int i = 0; i < pieces; i++) {
      places.putInt(at).putInt(payload.length);
    }
    var meta = Originals.join(new byte[4], pitm, iinf, iprp, box("iloc", places.array()));
    return Originals.join(start, box("meta", meta), box("mdat", payload));
  }

  private static byte[] box(String type, byte[] body) {
    return ByteBuffer.allocate(8 + body.length)
        .putInt(8 + body.length)
        .put(type.getBytes(ISO_8859_1))
        .put(body)
        .array();
  }

  /// An AV1 unit of less than 128 bytes.
  private static byte[] unit(int type, byte[] body) {
    return Originals.join(new byte[] {(byte) (type << 3 | 2), (byte) body.length}, body);
  }

  private static String number(int value, int bits) {
    var text = "0".repeat(bits) + Integer.toBinaryString(value);
    return text.substring(text.length() - bits);
  }

  private static byte[] bits(String text) {
    var bytes = new byte[Math.ceilDiv(text.length(), 8)];
    for (int i = 0; i < text.length(); i++) {
      bytes[i / 8] |= (byte) (text.charAt(i) == '1' ? 0x80 >> i % 8 : 0);
    }
    return bytes;
  }
}
