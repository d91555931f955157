package dev.safelight.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.image.Fit;
import dev.safelight.image.Format;
import dev.safelight.image.Limits;
import dev.safelight.image.Output;
import dev.safelight.image.Rendition;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final long HEAP = 170L << 20;

  @Test
  void whatIsNotSetIsStandard() {
    assertThat(Settings.from(Map.of("PATH", "/bin"), HEAP))
        .isEqualTo(
            new Settings(
                Rendition.standard(),
                new Keys("originals/", "thumbnails/", Output.KEEP),
                Limits.standard()));
  }

  @Test
  void whatIsSetCounts() {
    var settings =
        Settings.from(
            Map.of(
                "THUMBNAIL_BOX", "320x4096",
                "THUMBNAIL_FIT", "cover",
                "THUMBNAIL_FORMAT", "webp",
                "THUMBNAIL_QUALITY", "100",
                "ORIGINALS_PREFIX", "in/",
                "THUMBNAILS_PREFIX", "out/"),
            HEAP);
    assertThat(settings.rendition())
        .isEqualTo(new Rendition(320, 4096, Fit.COVER, Format.WEBP, 100));
    assertThat(settings.keys()).isEqualTo(new Keys("in/", "out/", Format.WEBP));
  }

  @ParameterizedTest
  @CsvSource({
    "THUMBNAIL_BOX, ''",
    "THUMBNAIL_BOX, 256",
    "THUMBNAIL_BOX, 256X256",
    "THUMBNAIL_BOX, 0x256",
    "THUMBNAIL_BOX, 256x4097",
    "THUMBNAIL_BOX, 99999x1",
    "THUMBNAIL_BOX, -1x1",
    "THUMBNAIL_BOX, ' 1x1'",
    "THUMBNAIL_FIT, Contain",
    "THUMBNAIL_FIT, fill",
    "THUMBNAIL_FORMAT, gif",
    "THUMBNAIL_FORMAT, JPEG",
    "THUMBNAIL_QUALITY, 0",
    "THUMBNAIL_QUALITY, 101",
    "THUMBNAIL_QUALITY, 8e1",
    "THUMBNAIL_QUALITY, ''",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE, much"
  })
  void whatIsNotUnderstoodIsRefusedWithItsNameAndValue(String name, String value) {
    assertThatThrownBy(() -> Settings.from(Map.of(name, value), HEAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + " must be ")
        .hasMessageEndingWith("was \"" + value + '"');
  }

  @Test
  void aVariableThatIsMisspeltIsRefused() {
    assertThatThrownBy(() -> Settings.from(Map.of("THUMBNAIL_QUALTIY", "80"), HEAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("THUMBNAIL_QUALTIY is unknown");
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512, 1024, 1769, 3008, 10240})
  void whatIsHeldAtOnceFitsTheMemory(int megabytes) {
    long whole = (long) megabytes << 20;
    var limits = new Memory(whole, whole / 3).limits();
    // The file twice in the heap's old generation; a copy of it and eight bytes a pixel beside it.
    assertThat(2 * limits.bytes()).isLessThan(whole / 3 * 2 / 3);
    assertThat(limits.bytes() + limits.heldBytes()).isLessThan(whole * 2 / 3);
    assertThat(limits.bytes()).isLessThanOrEqualTo(Limits.standard().bytes());
    assertThat(limits.heldBytes()).isLessThanOrEqualTo(Limits.standard().heldBytes());
  }

  @Test
  void muchMemoryAllowsAllThatIsStandard() {
    assertThat(new Memory(2048L << 20, 682L << 20).limits()).isEqualTo(Limits.standard());
  }
}
