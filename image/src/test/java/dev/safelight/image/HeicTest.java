package dev.safelight.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.safelight.image.Thumbnailing.Made;
import dev.safelight.image.heif.Libheif;
import dev.safelight.image.probe.Header;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// HEIC is decoded where the system has a libheif with an HEVC decoder; elsewhere these tests are
/// skipped, and say so.
class HeicTest {
  private static final Rendition PNG = Bench.box(100, 100, Fit.CONTAIN, Format.PNG);

  @Test
  void aPictureIsDecoded() {
    assumeLibheif();
    assertQuarters(Bench.made(Fixtures.heic(), PNG), 100, 75);
  }

  @Test
  void aGridOf48TilesIsDecoded() {
    assumeLibheif();
    var made = Bench.made(Fixtures.heicOfTiles(), PNG);
    assertThat(made.original())
        .isInstanceOfSatisfying(
            Header.Heif.class,
            heif -> {
              assertThat(heif.tiles()).isEqualTo(48);
              assertThat(heif.decoded()).isEqualTo(48 * 64 * 64);
            });
    assertQuarters(made, 100, 76);
  }

  @Test
  void whereThereIsNoDecoderTheRefusalSaysWhatToInstall() {
    var none = new Thumbnailing.NoDecoder("HEIC (HEVC)", Libheif.INSTALL);
    assertThat(none.message()).contains("libheif1", "libde265", "SAFELIGHT_LIBHEIF");
    if (Libheif.find(System.getenv()).isEmpty()) {
      assertThat(Bench.of(Fixtures.heic())).isEqualTo(none);
    }
  }

  @Test
  void withoutALibraryHeicIsRefusedAndAllElseIsMade() {
    var natives = Path.of(System.getProperty("safelight.natives"));
    var environment = new HashMap<>(System.getenv());
    environment.put("SAFELIGHT_LIBHEIF", "");
    var without = Thumbnailer.find(environment, natives).orElseThrow();
    Fixtures.all()
        .forEach((name, file) -> {
          var answer = without.thumbnail(file, PNG, Limits.standard());
          if (name.endsWith(".heic")) {
            assertThat(answer)
                .isEqualTo(new Thumbnailing.NoDecoder("HEIC (HEVC)", Libheif.INSTALL));
          } else {
            assertThat(answer).as(name).isInstanceOf(Made.class);
          }
        });
  }

  @Test
  void aLibraryThatIsNamedMustServe() {
    var named = Map.of("SAFELIGHT_LIBHEIF", "no/such/libheif.so");
    assertThatThrownBy(() -> Libheif.find(named))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no/such/libheif.so");
  }

  private static void assumeLibheif() {
    assumeThat(Libheif.find(System.getenv())).as("not tried: no libheif here").isPresent();
  }

  private static void assertQuarters(Made made, int width, int height) {
    assertThat(made.width()).isEqualTo(width);
    assertThat(made.height()).isEqualTo(height);
    var image = Originals.decode(made.bytes());
    Bench.assertNear(image, 10, 10, Originals.TOP_LEFT, 12);
    Bench.assertNear(image, width - 10, 10, Originals.TOP_RIGHT, 12);
    Bench.assertNear(image, 10, height - 10, Originals.BOTTOM_LEFT, 12);
    Bench.assertNear(image, width - 10, height - 10, Originals.BOTTOM_RIGHT, 12);
  }
}
