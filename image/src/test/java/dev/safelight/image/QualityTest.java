package dev.safelight.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QualityTest {
  /// Boxes of the original's proportions: elsewhere a rounded side shifts the reference by parts of
  /// a pixel. Each makes the JPEG decoder leave out another amount: 1/8, 1/4, 1/2, nothing.
  @ParameterizedTest
  @CsvSource({"100, 33", "200, 44", "256, 44", "400, 42", "600, 54"})
  void aJpegIsReducedAsWellAsFromAllItsPixels(int box, double decibels) {
    var original = Originals.jpeg(Originals.detailed(1200, 900));
    var made = Bench.made(original, Bench.box(box, box, Fit.CONTAIN, Format.PNG));
    assertNearReference(original, made, decibels);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 100, 256, 400})
  void aPngIsReducedByLanczos(int box) {
    var original = Originals.png(Originals.detailed(1200, 900));
    var made = Bench.made(original, Bench.box(box, box, Fit.CONTAIN, Format.PNG));
    assertNearReference(original, made, 43);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 256, 600})
  void aWebpIsReducedAsWellAsFromAllItsPixels(int box) {
    var original = Bench.webp(Originals.detailed(1200, 900));
    var full = Bench.made(original, Bench.box(1200, 1200, Fit.CONTAIN, Format.PNG)).bytes();
    var made = Bench.made(original, Bench.box(box, box, Fit.CONTAIN, Format.PNG));
    assertNearReference(full, made, 38);
  }

  @ParameterizedTest
  @CsvSource({"JPEG, 22", "WEBP, 22"})
  void qualityEightyIsCloseAndNinetyFiveCloser(Format format, double decibels) {
    var original = Originals.png(Originals.detailed(1200, 900));
    double before = 0;
    for (int quality : new int[] {80, 95}) {
      var made = Bench.made(original, new Rendition(256, 256, Fit.CONTAIN, format, quality));
      assertThat(made.format()).isEqualTo(format);
      var seen = Bench.made(made.bytes(), Bench.box(256, 256, Fit.CONTAIN, Format.PNG));
      var reference = Lanczos.reduce(Originals.decode(original), made.width(), made.height());
      double psnr = Lanczos.psnr(Originals.decode(seen.bytes()), reference);
      assertThat(psnr).isGreaterThan(Math.max(decibels, before));
      before = psnr;
    }
  }

  private static void assertNearReference(
      byte[] original, Thumbnailing.Made made, double decibels) {
    var reference = Lanczos.reduce(Originals.decode(original), made.width(), made.height());
    assertThat(Lanczos.psnr(Originals.decode(made.bytes()), reference)).isGreaterThan(decibels);
  }
}
