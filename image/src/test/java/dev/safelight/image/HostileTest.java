package dev.safelight.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.image.Thumbnailing.Corrupt;
import dev.safelight.image.Thumbnailing.Made;
import dev.safelight.image.Thumbnailing.NotAnImage;
import dev.safelight.image.Thumbnailing.Refused;
import dev.safelight.image.Thumbnailing.TooLarge;
import dev.safelight.image.Thumbnailing.Truncated;
import dev.safelight.image.probe.Header;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class HostileTest {
  private static final byte[] JPEG = Originals.jpeg(Originals.detailed(200, 150));
  private static final byte[] PROGRESSIVE = Originals.progressiveJpeg(Originals.detailed(200, 150));
  private static final byte[] PNG = Originals.png(Originals.detailed(200, 150));
  private static final byte[] INTERLACED = Originals.interlacedPng(Originals.detailed(200, 150));
  private static final byte[] WEBP = Bench.webp(Originals.detailed(200, 150));
  private static final List<byte[]> ALL = List.of(JPEG, PROGRESSIVE, PNG, INTERLACED, WEBP);

  @Test
  void bombsAreRefusedByTheirHeaders() {
    assertThat(Bench.of(Originals.pngClaiming(60_000, 60_000)))
        .isEqualTo(new TooLarge("pixels on a side", 60_000, 32_768));
    assertThat(Bench.of(Originals.pngClaiming(30_000, 30_000)))
        .isEqualTo(new TooLarge("pixels", 900_000_000, 268_435_456))
        .extracting(answer -> ((Refused) answer).message())
        .isEqualTo("too large: 900,000,000 pixels, at most 268,435,456 allowed");
    assertThat(Bench.of(Originals.claiming(JPEG, 65_535, 65_535)))
        .isEqualTo(new TooLarge("pixels on a side", 65_535, 32_768));
    assertThat(Bench.of(Originals.claiming(PROGRESSIVE, 10_000, 10_000)))
        .isEqualTo(new TooLarge("bytes to be held while decoding", 600_000_000, 536_870_912));
    var body = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x2F);
    var webp = Originals.webp(Originals.riff("VP8L", body.putInt(0x0FFF_FFFF).array()));
    assertThat(Bench.of(webp))
        .isEqualTo(new TooLarge("bytes to be held while decoding", 2_147_483_648L, 536_870_912));
  }

  @Test
  void filesBeyondTheLimitAreNotEvenRead() {
    var limits = new Limits(100, 1, 1, 1, 1, 1, 1, 1);
    assertThat(Bench.THUMBNAILER.thumbnail(JPEG, Rendition.standard(), limits))
        .isEqualTo(new TooLarge("bytes", JPEG.length, 100));
  }

  @Test
  void framesAreCounted() {
    var many = Originals.withChunk(PNG, "acTL", new byte[] {0, 1, 0, 0, 0, 0, 0, 0});
    assertThat(Bench.of(many)).isEqualTo(new TooLarge("frames", 65_536, 1_000));
  }

  @Test
  void aThousandScansAreRefused() {
    int last = lastScan(PROGRESSIVE);
    var scan = Arrays.copyOfRange(PROGRESSIVE, last, PROGRESSIVE.length - 2);
    var parts = new ArrayList<byte[]>();
    parts.add(Arrays.copyOf(PROGRESSIVE, last));
    for (int i = 0; i < 1_000; i++) {
      parts.add(scan);
    }
    parts.add(new byte[] {(byte) 0xFF, (byte) 0xD9});
    assertThat(Bench.of(Originals.join(parts.toArray(byte[][]::new))))
        .isInstanceOfSatisfying(
            TooLarge.class,
            refused -> {
              assertThat(refused.what()).isEqualTo("scans");
              assertThat(refused.found()).isGreaterThan(1_000);
            });
  }

  @Test
  void scansTimesPixelsAreBounded() {
    // Each alone is allowed.
    var answer = Bench.of(withScans(Originals.claiming(PROGRESSIVE, 8_000, 8_000), 60));
    assertThat(answer)
        .isInstanceOfSatisfying(
            TooLarge.class, refused -> assertThat(refused.what()).isEqualTo("scanned pixels"));
  }

  @Test
  void soundScansAreDecodedAndCounted() {
    assertThat(Bench.of(Scans.of(400, 300))).isInstanceOf(Made.class);
    assertThat(Bench.of(Scans.of(6_000, 4_000)))
        .isEqualTo(new TooLarge("scanned pixels", 43L * 24_000_000, 536_870_912));
  }

  @Test
  void aProgressiveFileMayBeHalfAsLong() {
    var standard = Limits.standard();
    var limits =
        new Limits(
            2 * PROGRESSIVE.length - 2,
            standard.pixels(),
            standard.heldBytes(),
            standard.side(),
            standard.frames(),
            standard.scans(),
            standard.scannedPixels(),
            standard.tiles());
    var renditions = Renditions.of("a", Rendition.standard());
    assertThat(Bench.THUMBNAILER.render(PROGRESSIVE, renditions, limits))
        .isEqualTo(
            new TooLarge("bytes of progressive JPEG", PROGRESSIVE.length, PROGRESSIVE.length - 1L));
    assertThat(JPEG.length).isLessThan(2 * PROGRESSIVE.length - 2);
    assertThat(Bench.THUMBNAILER.render(JPEG, renditions, limits))
        .isInstanceOf(Rendering.Made.class);
  }

  @Test
  void aProgressiveFileMayNotBeLongerWhereOthersMay() {
    var standard = Limits.standard();
    var limits =
        new Limits(
            256L << 20,
            standard.pixels(),
            standard.heldBytes(),
            standard.side(),
            standard.frames(),
            standard.scans(),
            standard.scannedPixels(),
            standard.tiles());
    long most = standard.bytes() / 2;
    var progressive = new Header.Jpeg(64, 64, 3, true, 10, 1, false, false);
    assertThat(Bounds.check(progressive, most, limits)).isEmpty();
    assertThat(Bounds.check(progressive, most + 1, limits))
        .contains(new TooLarge("bytes of progressive JPEG", most + 1, most));
    var baseline = new Header.Jpeg(64, 64, 3, false, 1, 1, false, false);
    assertThat(Bounds.check(baseline, 200L << 20, limits)).isEmpty();
  }

  @Test
  void truncatedFilesAreRefusedWhereverTheyEnd() {
    for (var file : ALL) {
      int step = Math.max(1, file.length / 200);
      for (int length = 0; length < file.length; length += step) {
        assertThat(Bench.of(Arrays.copyOf(file, length)))
            .as("%d of %d bytes", length, file.length)
            .isInstanceOf(length < 16 ? Refused.class : Truncated.class);
      }
      assertThat(Bench.of(Arrays.copyOf(file, file.length - 1))).isInstanceOf(Truncated.class);
      assertThat(Bench.of(file)).isInstanceOf(Made.class);
    }
  }

  @Test
  void pixelsThatAreMissingInsideASoundFileAreRefused() {
    assertThat(Bench.of(Originals.pngClaiming(300, 300))).isInstanceOf(Corrupt.class);
  }

  @Test
  void mutatedFilesGiveAnAnswer() {
    var random = new Random(42);
    int made = 0;
    for (int i = 0; i < 1_000; i++) {
      var file = ALL.get(i % ALL.size()).clone();
      for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt();
      }
      made += Bench.of(file) instanceof Made ? 1 : 0;
    }
    assertThat(made).isBetween(1, 999);
  }

  @Test
  void nothingAndOneByteAreNoImages() {
    assertThat(Bench.of(new byte[0])).isEqualTo(new NotAnImage("nothing (0 bytes)"));
    assertThat(Bench.of(new byte[1])).isInstanceOf(NotAnImage.class);
  }

  @Test
  void otherFormatsAreRefusedByName() {
    assertThat(message("BM...."))
        .isEqualTo("BMP is not supported; JPEG, PNG, WebP, AVIF, HEIC, TIFF and GIF are");
    assertThat(message("<svg onload='x'>"))
        .isEqualTo("SVG is not supported; JPEG, PNG, WebP, AVIF, HEIC, TIFF and GIF are");
    assertThat(message("%PDF-1.4"))
        .isEqualTo(
            "not an image: found PDF; JPEG, PNG, WebP, AVIF, HEIC, TIFF and GIF are supported");
  }

  @Test
  void manyThreadsGetTheirOwnThumbnails() throws Exception {
    var wanted = new ArrayList<byte[]>();
    ALL.forEach(file -> wanted.add(Bench.made(file, Rendition.standard()).bytes()));
    var tasks = new ArrayList<Callable<byte[]>>();
    for (int i = 0; i < 200; i++) {
      int which = i % ALL.size();
      boolean broken = i % 7 == 0;
      tasks.add(() -> {
        if (broken) {
          assertThat(Bench.of(Originals.pngClaiming(300, 300))).isInstanceOf(Corrupt.class);
        }
        return Bench.made(ALL.get(which), Rendition.standard()).bytes();
      });
    }
    try (var threads = Executors.newFixedThreadPool(8);
        var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var executor : List.of(threads, virtual)) {
        var answers = executor.invokeAll(tasks);
        for (int i = 0; i < answers.size(); i++) {
          assertThat(answers.get(i).get()).isEqualTo(wanted.get(i % ALL.size()));
        }
      }
    }
  }

  private static String message(String file) {
    return ((Refused) Bench.of(file.getBytes(ISO_8859_1))).message();
  }

  private static byte[] withScans(byte[] progressive, int more) {
    int last = lastScan(progressive);
    var scan = Arrays.copyOfRange(progressive, last, progressive.length - 2);
    var file = progressive;
    for (int i = 0; i < more; i++) {
      file = Originals.splice(file, last, scan);
    }
    return file;
  }

  private static int lastScan(byte[] jpeg) {
    for (int at = jpeg.length - 2; ; at--) {
      if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xDA) {
        return at;
      }
    }
  }
}
