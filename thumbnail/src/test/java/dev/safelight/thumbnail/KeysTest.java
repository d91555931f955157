package dev.safelight.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.image.Format;
import dev.safelight.image.Output;
import dev.safelight.thumbnail.Keys.NoOriginal;
import dev.safelight.thumbnail.Keys.Thumbnail;
import dev.safelight.thumbnail.Keys.TooLong;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static final List<Output> OUTPUTS =
      List.of(Output.KEEP, Format.JPEG, Format.PNG, Format.WEBP);

  @ParameterizedTest
  @CsvSource({
    "a.jpg, a.jpg, a.jpg, a.jpg.webp",
    "a.JPEG, a.JPEG, a.JPEG, a.JPEG.webp",
    "a.png, a.png, a.png.jpg, a.png.webp",
    "a.webp, a.webp, a.webp.jpg, a.webp",
    "a.png.jpg, a.png.jpg, a.png.jpg.jpg, a.png.jpg.webp",
    "a.jpg.webp, a.jpg.webp, a.jpg.webp.jpg, a.jpg.webp.webp",
    "a.webp.webp, a.webp.webp, a.webp.webp.jpg, a.webp.webp",
    "a.jpg.WEBP, a.jpg.WEBP, a.jpg.WEBP.jpg, a.jpg.WEBP",
    "a, a, a, a",
    "a.gif, a.gif, a.gif, a.gif",
    "x.png/a, x.png/a, x.png/a, x.png/a",
    ".png, .png, .png.jpg, .png.webp",
    "../a, ../a, ../a, ../a"
  })
  void aNameKeepsItsExtensionUnlessAnotherFormatSpeaksOutOfIt(
      String name, String kept, String jpeg, String webp) {
    assertThat(thumbnail(Output.KEEP, name)).isEqualTo(new Thumbnail("thumbnails/" + kept));
    assertThat(thumbnail(Format.JPEG, name)).isEqualTo(new Thumbnail("thumbnails/" + jpeg));
    assertThat(thumbnail(Format.WEBP, name)).isEqualTo(new Thumbnail("thumbnails/" + webp));
  }

  @Test
  void noTwoOriginalsShareAThumbnail() {
    var random = new Random(4);
    for (var output : OUTPUTS) {
      var originals = new HashMap<String, String>();
      for (int round = 0; round < 50_000; round++) {
        var name = GeneratedKeys.next(random);
        if (thumbnail(output, name) instanceof Thumbnail(var key)) {
          assertThat(key).startsWith("thumbnails/");
          assertThat(originals.merge(key, name, (before, _) -> before)).isEqualTo(name);
        }
      }
      assertThat(originals).hasSizeGreaterThan(10_000);
    }
  }

  @Test
  void noThumbnailIsAnOriginal() {
    var random = new Random(5);
    for (var output : OUTPUTS) {
      for (int round = 0; round < 5_000; round++) {
        if (thumbnail(output, GeneratedKeys.next(random)) instanceof Thumbnail(var key)) {
          assertThat(keys(output).thumbnailOf(key)).isInstanceOf(NoOriginal.class);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "thumbnails/a.jpg",
        "a.jpg",
        "Originals/a.jpg",
        "/originals/a.jpg",
        "originals",
        "originals/",
        "originals/a/",
        ""
      })
  void whatIsNoOriginalHasNone(String key) {
    assertThat(keys(Output.KEEP).thumbnailOf(key)).isInstanceOf(NoOriginal.class);
  }

  @Test
  void aKeyThatS3WouldNotKeepIsTooLong() {
    var longest = "é".repeat(506) + "a"; // 1,013 bytes, and 11 of "thumbnails/"
    assertThat(thumbnail(Output.KEEP, longest)).isInstanceOf(Thumbnail.class);
    assertThat(thumbnail(Output.KEEP, longest + "a")).isEqualTo(new TooLong(1025));
  }

  @ParameterizedTest
  @CsvSource({"a/, a/", "a/, a/b/", "a/b/, a/"})
  void prefixesThatWouldMakeALoopAreRefused(String originals, String thumbnails) {
    assertThatThrownBy(() -> new Keys(originals, thumbnails, Output.KEEP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not contain each other");
  }

  @ParameterizedTest
  @CsvSource({"'', b/", "a, b/", "/, b/", "a/, ''", "a/, b"})
  void aPrefixIsAFolder(String originals, String thumbnails) {
    assertThatThrownBy(() -> new Keys(originals, thumbnails, Output.KEEP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be a folder such as originals/");
  }

  private static Keys.Mapping thumbnail(Output output, String name) {
    return keys(output).thumbnailOf("originals/" + name);
  }

  private static Keys keys(Output output) {
    return new Keys("originals/", "thumbnails/", output);
  }
}
