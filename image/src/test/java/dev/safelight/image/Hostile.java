package dev.safelight.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// The hostile folder: bombs, lies, truncations and disguises, by name. Made here, so that nothing
/// harmful lies in the repository.
final class Hostile {
  private Hostile() {}

  static Map<String, byte[]> folder() {
    var files = new LinkedHashMap<String, byte[]>();
    bombs(files);
    lies(files);
    disguises(files);
    Fixtures.all().forEach((name, file) -> truncations(files, name, file));
    return files;
  }

  private static void bombs(Map<String, byte[]> files) {
    var image = Originals.detailed(1200, 900);
    files.put("png-50000x50000.png", zeros(50_000, 50_000, 8, 0, 0, 50_000));
    files.put("png-16000x16000-flat.png", zeros(16_000, 16_000, 8, 2, 0, 16_000));
    files.put("png-16000x16000-16-bit-rgba.png", zeros(16_000, 16_000, 16, 6, 0, 300));
    files.put("png-8000x8000-interlaced-rgba16.png", zeros(8_000, 8_000, 16, 6, 1, 100));
    files.put("png-5000x5000-interlaced.png", zeros(5_000, 5_000, 8, 2, 1, 6_000));
    var png = Originals.png(image);
    var four = deflated(400 << 20);
    files.put("png-iccp-400-mb.png", withNamed(png, "iCCP", four));
    files.put("png-ztxt-400-mb.png", withNamed(png, "zTXt", four));
    var text = "a\0\1\0\0\0".getBytes(ISO_8859_1);
    files.put("png-itxt-400-mb.png", Originals.withChunk(png, "iTXt", Originals.join(text, four)));
    files.put(
        "apng-65536-frames.png",
        Originals.withChunk(png, "acTL", new byte[] {0, 1, 0, 0, 0, 0, 0, 0}));
    var progressive = Originals.progressiveJpeg(Originals.quarters(1200, 900));
    files.put("jpeg-1000-scans.jpg", scans(progressive, 1_000));
    files.put("jpeg-90-scans.jpg", scans(progressive, 80));
    files.put("jpeg-3400x3400-43-sound-scans.jpg", Scans.of(3_400, 3_400));
    files.put("jpeg-6000x4000-43-sound-scans.jpg", Scans.of(6_000, 4_000));
    files.put("jpeg-7000x7000-progressive.jpg", Originals.claiming(progressive, 7_000, 7_000));
    files.put(
        "jpeg-7000x7000-80-scans.jpg", scans(Originals.claiming(progressive, 7_000, 7_000), 80));
    files.put("jpeg-65500x65500.jpg", Originals.claiming(Originals.jpeg(image), 65_500, 65_500));
    files.put(
        "jpeg-16000x16000-of-little.jpg",
        Originals.claiming(Originals.jpeg(image), 16_000, 16_000));
    files.put("gif-65535-frames.gif", gif(1, 1, 65_535));
    files.put("gif-65535x65535.gif", gif(65_535, 65_535, 1));
    files.put("gif-5000x5000-1000-frames.gif", gif(5_000, 5_000, 1_000));
    var huge = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x2F);
    files.put(
        "webp-16384x16384.webp",
        Originals.webp(Originals.riff("VP8L", huge.putInt(0x0FFF_FFFF).array())));
    files.put(
        "webp-canvas-2^24.webp",
        Originals.webp(
            Originals.riff("VP8X", new byte[] {2, 0, 0, 0, -1, -1, -1, -1, -1, -1}),
            Originals.riff("ANMF", new byte[] {0, 0, 0, 0, 0, 0, 9, 0, 0, 9, 0, 0, 1, 0, 0, 0})));
    files.put("tiff-30000x30000-in-one-strip.tif", tiff(30_000, 30_000, 30_000, 1));
    files.put("tiff-8000x8000-of-8-bytes.tif", tiff(8_000, 8_000, 8, 5));
    files.put("tiff-page-loop.tif", loop());
    files.put("tiff-65535-entries-overlapping.tif", overlapping());
  }

  private static void lies(Map<String, byte[]> files) {
    var avif = Fixtures.avif();
    files.put("avif-says-20000x20000.avif", sized(avif, 20_000, 20_000));
    files.put("avif-says-8x8.avif", sized(avif, 8, 8));
    files.put("avif-4096x4096-says-8x8.avif", sized(largeAvif(), 8, 8));
    files.put("avif-says-6000x6000.avif", sized(avif, 6_000, 6_000));
    var heic = Fixtures.heicOfTiles();
    files.put("heic-grid-of-255x255.heic", patched(heic, heic.length - 8, 0, 0, 254, 254));
    files.put("heic-tiles-say-8000x8000.heic", sized(heic, 8_000, 8_000));
    files.put("heic-says-8x8.heic", sized(Fixtures.heic(), 8, 8));
    files.put("avif-boxes-nested.avif", nested());
    var png = Originals.png(Originals.detailed(200, 150));
    var lying = png.clone();
    ByteBuffer.wrap(lying).putInt(33, Integer.MAX_VALUE);
    files.put("png-chunk-of-2^31.png", lying);
    files.put("png-says-300x300.png", Originals.pngClaiming(300, 300));
    var webp = Fixtures.webp();
    var longer = webp.clone();
    ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -1);
    files.put("webp-riff-of-2^32.webp", longer);
    files.put("jpeg-empty-scan.jpg", new byte[] {-1, -40, -1, -38, 0, 2, -1, -39});
  }

  private static byte[] largeAvif() {
    var box = Bench.box(4_096, 4_096, Fit.CONTAIN, Format.AVIF);
    return Bench.made(zeros(4_096, 4_096, 8, 2, 0, 4_096), box).bytes();
  }

  private static void disguises(Map<String, byte[]> files) {
    var jpeg = Originals.jpeg(Originals.detailed(200, 150));
    var png = Originals.png(Originals.detailed(200, 150));
    var html = "<html><script>alert(1)</script>".getBytes(ISO_8859_1);
    files.put("jpeg-and-html.html", Originals.withSegment(jpeg, 0xFE, html));
    files.put("png-and-zip.zip", Originals.join(png, "PK\5\6".getBytes(ISO_8859_1), new byte[18]));
    files.put(
        "gif-and-jar.gif",
        Originals.join(gif(8, 8, 1), "PK\5\6".getBytes(ISO_8859_1), new byte[18]));
    files.put("png-called.jpg", png);
    text(
        files,
        "xxe.svg",
        "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            + "<svg xmlns='http://www.w3.org/2000/svg'><text>&x;</text></svg>");
    text(files, "script.svg", "<svg onload='alert(1)'/>");
    text(files, "msl.mvg", "push graphic-context\nimage over 0,0 0,0 'https://127.0.0.1/x'\n");
    text(files, "a.eps", "%!PS-Adobe-3.0 EPSF-3.0\n(x) run");
    text(files, "a.ps", "%!PS\n(/etc/passwd) (r) file");
    text(files, "a.pdf", "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj");
    text(files, "a.ico", "\0\0\1\0\1\0");
    text(files, "a.bmp", "BM\0\0\0\0\0\0");
    text(files, "a.psd", "8BPS\0\1");
    text(files, "a.jxl", "\u00FF\n\0\0");
    text(files, "a.bigtiff", "II+\0\10\0\0\0");
    text(files, "empty.jpg", "");
  }

  private static void truncations(Map<String, byte[]> files, String name, byte[] file) {
    for (int part = 1; part < 8; part++) {
      int length = (int) ((long) file.length * part / 8);
      files.put("cut-at-" + part + "-8-" + name, Arrays.copyOf(file, length));
    }
    files.put("cut-by-1-" + name, Arrays.copyOf(file, file.length - 1));
  }

  private static void text(Map<String, byte[]> files, String name, String text) {
    files.put(name, text.getBytes(ISO_8859_1));
  }

  /// Of `rows` rows of zeros, packed.
  static byte[] zeros(int width, int height, int depth, int colour, int lace, int rows) {
    var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put(new byte[] {(byte) depth, (byte) colour, 0, 0, (byte) lace});
    int samples = colour == 6 ? 4 : colour == 2 ? 3 : 1;
    long bytes = (1L + (long) width * samples * depth / 8) * rows;
    return Originals.join(
        "\u0089PNG\r\n\u001A\n".getBytes(ISO_8859_1),
        Originals.chunk("IHDR", header.array()),
        Originals.chunk("IDAT", deflated(bytes)),
        Originals.chunk("IEND", new byte[0]));
  }

  private static byte[] deflated(long zeros) {
    var out = new ByteArrayOutputStream();
    var piece = new byte[1 << 20];
    try (var deflate = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED))) {
      for (long left = zeros; left > 0; left -= piece.length) {
        deflate.write(piece, 0, (int) Math.min(left, piece.length));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return out.toByteArray();
  }

  private static byte[] withNamed(byte[] png, String type, byte[] stream) {
    return Originals.withChunk(png, type, Originals.join("a\0\0".getBytes(ISO_8859_1), stream));
  }

  private static byte[] scans(byte[] progressive, int more) {
    int last = progressive.length - 2;
    while (progressive[last] != -1 || progressive[last + 1] != (byte) 0xDA) {
      last--;
    }
    var scan = Arrays.copyOfRange(progressive, last, progressive.length - 2);
    var parts = new byte[more + 2][];
    Arrays.fill(parts, scan);
    parts[0] = Arrays.copyOf(progressive, progressive.length - 2);
    parts[more + 1] = new byte[] {-1, -39};
    return Originals.join(parts);
  }

  static byte[] gif(int width, int height, int frames) {
    var out = new ByteArrayOutputStream();
    var screen = ByteBuffer.allocate(13 + 6).order(ByteOrder.LITTLE_ENDIAN);
    screen.put("GIF89a".getBytes(ISO_8859_1)).putShort((short) width).putShort((short) height);
    out.writeBytes(
        screen.put(new byte[] {-128, 0, 0}).put(new byte[] {0, 0, 0, -1, -1, -1}).array());
    // One pixel: clear, 0, end.
    var frame = new byte[] {0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0};
    for (int i = 0; i < frames; i++) {
      out.writeBytes(frame);
    }
    out.write(0x3B);
    return out.toByteArray();
  }

  /// Grey, LZW or not, with strips that all lie on the same 8 bytes.
  private static byte[] tiff(int width, int height, int rows, int compression) {
    int strips = Math.ceilDiv(height, rows);
    int start = 8 + 2 + 8 * 12 + 4;
    var out = ByteBuffer.allocate(start + 8 + 8 * strips).order(ByteOrder.LITTLE_ENDIAN);
    out.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) 8);
    field(out, 256, 1, width);
    field(out, 257, 1, height);
    field(out, 258, 1, 8);
    field(out, 259, 1, compression);
    field(out, 262, 1, 1);
    field(out, 273, strips, strips == 1 ? start : start + 8);
    field(out, 278, 1, rows);
    field(out, 279, strips, strips == 1 ? 8 : start + 8 + 4 * strips);
    out.putInt(0).putLong(0);
    for (int i = 0; i < strips; i++) {
      out.putInt(start);
    }
    for (int i = 0; i < strips; i++) {
      out.putInt(8);
    }
    return out.array();
  }

  private static void field(ByteBuffer out, int tag, int count, int value) {
    out.putShort((short) tag).putShort((short) 4).putInt(count).putInt(value);
  }

  private static byte[] loop() {
    var file = tiff(100, 100, 100, 1);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(8 + 2 + 8 * 12, 8);
    return file;
  }

  /// A thousand directories of 65,535 entries, each beginning two bytes behind the one before.
  private static byte[] overlapping() {
    var out = ByteBuffer.allocate(2_000_000).order(ByteOrder.LITTLE_ENDIAN);
    while (out.remaining() >= 2) {
      out.putShort((short) -1);
    }
    return out.put(0, "II*\0\10\0\0\0".getBytes(ISO_8859_1)).array();
  }

  /// With another size in each `ispe`.
  static byte[] sized(byte[] heif, int width, int height) {
    var file = heif.clone();
    for (int at = 0; at + 16 < file.length; at++) {
      if (new String(file, at, 4, ISO_8859_1).equals("ispe")) {
        ByteBuffer.wrap(file).putInt(at + 8, width).putInt(at + 12, height);
      }
    }
    return file;
  }

  private static byte[] patched(byte[] file, int at, int... values) {
    var patched = file.clone();
    for (int i = 0; i < values.length; i++) {
      patched[at + i] = (byte) values[i];
    }
    return patched;
  }

  private static byte[] nested() {
    int depth = 50_000;
    var out = ByteBuffer.allocate(16 + 8 * depth);
    out.putInt(16).put("ftypavif".getBytes(ISO_8859_1)).putInt(0);
    for (int i = 0; i < depth; i++) {
      out.putInt(8 * (depth - i)).put("meta".getBytes(ISO_8859_1));
    }
    return out.array();
  }
}
