package dev.safelight.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.image.Fit;
import dev.safelight.image.Format;
import dev.safelight.image.Limits;
import dev.safelight.image.Rendition;
import dev.safelight.image.Renditions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final long HEAP = 170L << 20;

  @Test
  void whatIsNotSetIsStandard() {
    var one = Renditions.of("thumbnail", Rendition.standard());
    assertThat(Settings.from(Map.of("PATH", "/bin"), HEAP))
        .isEqualTo(
            new Settings(
                one,
                new Keys("originals/", KeyPattern.parse("thumbnails/{dir}/{name}", one), one),
                Limits.standard(),
                Limits.standard().bytes(),
                false));
  }

  @Test
  void whatIsSetCounts() {
    var settings =
        Settings.from(
            Map.of(
                "THUMBNAIL_RENDITIONS", "thumb=256x256,card=640x640:cover:webp:q75",
                "THUMBNAIL_KEYS", "out/{dir}/{rendition}/{name}.{ext}",
                "THUMBNAIL_PERMANENT_FAILURES", "Fail",
                "ORIGINALS_PREFIX", "in/"),
            HEAP);
    assertThat(settings.renditions().named("card"))
        .contains(new Rendition(640, 640, Fit.COVER, Format.WEBP, 75));
    assertThat(settings.keys().of("in/a.png"))
        .isEqualTo(new Keys.Thumbnails(List.of("out/thumb/a.png.png", "out/card/a.png.webp")));
    assertThat(settings.permanentFails()).isTrue();
  }

  @Test
  void theFolderOfThumbnailsCanBeSetAlone() {
    var settings = Settings.from(Map.of("THUMBNAILS_PREFIX", "small/"), HEAP);
    assertThat(settings.keys().of("originals/x/a.png"))
        .isEqualTo(new Keys.Thumbnails(List.of("small/x/a.png")));
  }

  @ParameterizedTest
  @CsvSource({
    "THUMBNAIL_PERMANENT_FAILURES, fail",
    "THUMBNAIL_PERMANENT_FAILURES, ''",
    "THUMBNAILS_PREFIX, small",
    "THUMBNAILS_PREFIX, ''",
    "ORIGINALS_PREFIX, ''",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE, much"
  })
  void whatIsNotUnderstoodIsRefusedWithItsNameAndValue(String name, String value) {
    assertThatThrownBy(() -> Settings.from(Map.of(name, value), HEAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + " must be ")
        .hasMessageEndingWith("was \"" + value + '"');
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "256x256", "a=0x1", "a=1x1,a=2x2", "a=1x1:gif"})
  void renditionsThatAreWrittenWronglyAreRefused(String set) {
    assertThatThrownBy(() -> Settings.from(Map.of("THUMBNAIL_RENDITIONS", set), HEAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("THUMBNAIL_RENDITIONS: ");
  }

  @Test
  void theFolderIsSetOnce() {
    var both = Map.of("THUMBNAILS_PREFIX", "a/", "THUMBNAIL_KEYS", "b/{dir}/{name}");
    assertThatThrownBy(() -> Settings.from(both, HEAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not both be set");
  }

  @Test
  void aVariableThatIsMisspeltIsRefused() {
    assertThatThrownBy(() -> Settings.from(Map.of("THUMBNAIL_RENDITION", "a=1x1"), HEAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("THUMBNAIL_RENDITION is unknown");
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512, 1024, 1769, 3008, 10240})
  void whatIsHeldAtOnceFitsTheMemory(int megabytes) {
    long whole = (long) megabytes << 20;
    var memory = new Memory(whole, whole / 3);
    var limits = memory.limits();
    // The file in the heap's old generation; a copy of it and what its pixels are held in beside
    // it.
    assertThat(memory.held()).isLessThan(whole / 3 * 2 / 3);
    assertThat(memory.held() + limits.heldBytes()).isLessThan(whole * 2 / 3);
    assertThat(memory.held()).isLessThanOrEqualTo(Limits.standard().bytes());
    // Larger ones lie on the disk, of which Lambda gives 512 MB.
    assertThat(limits.bytes()).isBetween(memory.held(), 256L << 20);
    assertThat(limits.heldBytes()).isLessThanOrEqualTo(Limits.standard().heldBytes());
  }

  @Test
  void muchMemoryAllowsAllThatIsStandard() {
    var memory = new Memory(2048L << 20, 682L << 20);
    assertThat(memory.held()).isEqualTo(Limits.standard().bytes());
    assertThat(memory.limits())
        .usingRecursiveComparison()
        .ignoringFields("bytes")
        .isEqualTo(Limits.standard());
  }
}
