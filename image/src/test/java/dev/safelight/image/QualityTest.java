package dev.safelight.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Thumbnails beside Lanczos3 of all pixels of the original: noise in decibels (PSNR), and what
/// eyes would miss (SSIM, 1 where nothing). Boxes have the original's proportions: elsewhere a
/// rounded side shifts the reference by parts of a pixel.
class QualityTest {
  private static final BufferedImage IMAGE = Originals.detailed(1200, 900);

  private static final Map<String, byte[]> ORIGINALS =
      Map.ofEntries(
          Map.entry("jpeg", Originals.jpeg(IMAGE)),
          Map.entry("progressive", Originals.progressiveJpeg(IMAGE)),
          Map.entry("png", Originals.png(IMAGE)),
          Map.entry("interlaced", Originals.interlacedPng(IMAGE)),
          Map.entry("webp", Bench.webp(IMAGE)),
          Map.entry("avif", Encoded.avif(IMAGE)),
          Map.entry("tiff", Encoded.tiff("LZW", IMAGE)),
          Map.entry("pyramid", Encoded.tiled(IMAGE, half(IMAGE), half(half(IMAGE)))),
          Map.entry("gif", Encoded.gif(IMAGE)));

  private static final Map<String, BufferedImage> REFERENCES = new ConcurrentHashMap<>();

  /// Every way to shrink while decoding is met: JPEG by 8, 4, 2 and not; WebP's scale; levels.
  @ParameterizedTest
  @CsvSource({
    "jpeg, 100, 33, 0.97",
    "jpeg, 200, 44, 0.99",
    "jpeg, 256, 44, 0.99",
    "jpeg, 400, 42, 0.99",
    "jpeg, 600, 54, 0.99",
    "progressive, 100, 33, 0.97",
    "progressive, 256, 44, 0.99",
    "progressive, 600, 54, 0.99",
    "png, 64, 43, 0.99",
    "png, 100, 43, 0.99",
    "png, 256, 43, 0.99",
    "png, 400, 43, 0.99",
    "interlaced, 256, 43, 0.99",
    "webp, 64, 38, 0.98",
    "webp, 256, 38, 0.98",
    "webp, 600, 38, 0.98",
    "avif, 64, 43, 0.99",
    "avif, 256, 43, 0.99",
    "avif, 600, 43, 0.99",
    "tiff, 64, 43, 0.99",
    "tiff, 256, 43, 0.99",
    "pyramid, 64, 30, 0.98",
    "pyramid, 256, 30, 0.98",
    "pyramid, 600, 43, 0.99",
    "gif, 64, 43, 0.99",
    "gif, 256, 43, 0.99"
  })
  void anOriginalIsReducedAsWellAsFromAllItsPixels(
      String kind, int box, double decibels, double similarity) {
    var original = ORIGINALS.get(kind);
    var made = Bench.made(original, Bench.box(box, box, Fit.CONTAIN, Format.PNG));
    assertNear(made.bytes(), reference(kind, made.width(), made.height()), decibels, similarity);
  }

  /// Five from one decoding, and two whose sizes are too close to make one from the other.
  @ParameterizedTest
  @CsvSource({"'600,300,200,100,64'", "'600,450'", "'400,380,100'", "'300,250,220,64'"})
  void renditionsOfOneDecodingAreAsGoodAsEachAlone(String boxes) {
    for (var kind : new String[] {"jpeg", "png"}) {
      var original = ORIGINALS.get(kind);
      var set = new StringBuilder();
      for (var box : boxes.split(",", -1)) {
        set.append(set.isEmpty() ? "b" : ",b").append(box);
        set.append('=').append(box).append('x').append(box).append(":png");
      }
      var answer =
          Bench.THUMBNAILER.render(original, Renditions.parse(set.toString()), Limits.standard());
      for (var each : ((Rendering.Made) answer).thumbnails()) {
        int box = each.width();
        var reference = reference(kind, each.width(), each.height());
        var alone = Bench.made(original, Bench.box(box, box, Fit.CONTAIN, Format.PNG)).bytes();
        double least = Math.min(44, Lanczos.psnr(Originals.decode(alone), reference) - 1);
        assertNear(each.bytes(), reference, Math.min(least, 38), 0.98);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"JPEG, 22, 0.9", "WEBP, 22, 0.9", "AVIF, 22, 0.88"})
  void qualityEightyIsCloseAndNinetyFiveCloser(Format format, double decibels, double similarity) {
    var original = ORIGINALS.get("png");
    double before = decibels;
    double alike = similarity;
    for (int quality : new int[] {80, 95}) {
      var made = Bench.made(original, new Rendition(256, 256, Fit.CONTAIN, format, quality));
      assertThat(made.format()).isEqualTo(format);
      var seen = decoded(made.bytes());
      var reference = Lanczos.reduce(IMAGE, made.width(), made.height());
      double psnr = Lanczos.psnr(seen, reference);
      double ssim = Lanczos.ssim(seen, reference);
      assertThat(psnr).isGreaterThan(before);
      assertThat(ssim).isGreaterThan(alike);
      before = psnr;
      alike = ssim;
    }
  }

  @Test
  void theMeasuresMeasure() {
    assertThat(Lanczos.ssim(IMAGE, IMAGE)).isEqualTo(1);
    var blurred = new BufferedImage(1200, 900, BufferedImage.TYPE_INT_RGB);
    blurred.createGraphics().drawImage(half(half(IMAGE)), 0, 0, 1200, 900, null);
    assertThat(Lanczos.ssim(IMAGE, blurred)).isLessThan(0.8);
    assertThat(Lanczos.psnr(IMAGE, blurred)).isLessThan(30);
  }

  private static void assertNear(
      byte[] png, BufferedImage reference, double decibels, double similarity) {
    var seen = Originals.decode(png);
    assertThat(Lanczos.psnr(seen, reference)).isGreaterThan(decibels);
    assertThat(Lanczos.ssim(seen, reference)).isGreaterThan(similarity);
  }

  private static BufferedImage reference(String kind, int width, int height) {
    return REFERENCES.computeIfAbsent(
        kind + width, _ -> Lanczos.reduce(decoded(ORIGINALS.get(kind)), width, height));
  }

  /// All pixels: by the JDK, or where it cannot, by this engine without reducing.
  private static BufferedImage decoded(byte[] original) {
    var image = Originals.decode(original);
    return image != null
        ? image
        : Originals.decode(Bench.made(original, Rendition.parse("4096x4096:png")).bytes());
  }

  private static BufferedImage half(BufferedImage image) {
    return Lanczos.reduce(image, image.getWidth() / 2, image.getHeight() / 2);
  }
}
