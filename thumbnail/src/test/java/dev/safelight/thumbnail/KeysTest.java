package dev.safelight.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.image.Renditions;
import dev.safelight.thumbnail.Keys.NoOriginal;
import dev.safelight.thumbnail.Keys.Thumbnails;
import dev.safelight.thumbnail.Keys.TooLong;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static final String ONE = "thumbnail=256x256";
  private static final String WEBP = "thumbnail=256x256:webp";
  private static final String SET = "a=8x8,a-b=8x8:webp,b=8x8:png,c=8x8:modern";

  @ParameterizedTest
  @CsvSource({
    "a.jpg, a.jpg, a.jpg.webp, a.jpg-a.jpg a.jpg-a-b.webp a.jpg-b.png a.jpg-c.img",
    "x/y.z/A.JPEG, x/y.z/A.JPEG, x/y.z/A.JPEG.webp, x/y.z/A.JPEG-a.JPEG x/y.z/A.JPEG-a-b.webp x/y.z/A.JPEG-b.png x/y.z/A.JPEG-c.img",
    "a, a, a.webp, a-a.image a-a-b.webp a-b.png a-c.img",
    "/a.x?, /a.x?, /a.x?.webp, /a.x?-a.image /a.x?-a-b.webp /a.x?-b.png /a.x?-c.img",
    "../{name}, ../{name}, ../{name}.webp, ../{name}-a.image ../{name}-a-b.webp ../{name}-b.png ../{name}-c.img"
  })
  void aThumbnailLiesWhereItsOriginalDoesUnderItsWholeName(
      String name, String kept, String webp, String several) {
    assertThat(thumbnails(ONE, "", name)).containsExactly("thumbnails/" + kept);
    assertThat(thumbnails(WEBP, "", name)).containsExactly("thumbnails/" + webp);
    assertThat(String.join(" ", thumbnails(SET, "", name)).replace("thumbnails/", ""))
        .isEqualTo(several);
  }

  @Test
  void aPatternDecidesWhereThumbnailsLie() {
    assertThat(
            thumbnails("s=8x8:webp,l=9x9", "small/{rendition}/{dir}/of-{name}.{ext}", "x/y/a.png"))
        .containsExactly("small/s/x/y/of-a.png.webp", "small/l/x/y/of-a.png.png");
    assertThat(thumbnails(ONE, "t/{dir}/{name}/{rendition}", "a.png"))
        .containsExactly("t/a.png/thumbnail");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t/{name} | must have {dir} once",
        "t/{dir}/{dir}/{name} | must have {dir} once",
        "t/{dir}/x | must have {name} once",
        "t/{dir}/{name}{name} | must have {name} once",
        "t/{dir}{name} | {dir} as a folder of its own",
        "t/{name}/{dir} | {dir} as a folder of its own",
        "t/{dir}/{name}-{size} | has {size}",
        "t/{dir}/{name}} | has }",
        "t/{dir}/{name | has {name",
        "t//{dir}/{name} | no empty folder",
        "/t/{dir}/{name} | no empty folder",
        "t/../{dir}/{name} | no ..",
        "t/{dir}/{name}/ | no empty folder",
        "{dir}/{name} | begin with a folder",
        "{rendition}/{dir}/{name} | begin with a folder",
        "t/{dir}/{ext}/{name} | {ext} only at its end",
        "t/{dir}/{name}{ext} | {ext} only at its end",
        "t/{dir}/{name}.{ext}.{ext} | {ext} only at its end",
      })
  void aPatternThatCannotServeIsRefusedWithAReason(String pattern, String reason) {
    assertThatThrownBy(() -> keys(ONE, pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("THUMBNAIL_KEYS \"" + pattern + "\" ")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=8x8,b=8x8 | t/{dir}/{name} | photo.jpg",
        "x=8x8,a-x=8x8 | t/{dir}/{name}-{rendition} | photo.jpg-a-x",
        "x=8x8,x-a=8x8 | t/{dir}/{rendition}-{name} | x-a-photo.jpg",
        "x=8x8,a-x=8x8:webp | t/{dir}/{name}-{rendition}.{ext} | photo.jpg-a-x",
        "x=8x8:webp,a-x=8x8:webp | t/{dir}/{name}-{rendition}.{ext} | photo.jpg-a-x",
      })
  void renditionsThatWouldShareAKeyAreRefusedWithAnExample(
      String renditions, String pattern, String example) {
    assertThatThrownBy(() -> keys(renditions, pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the same key: " + example);
  }

  @Test
  void noTwoOriginalsAndNoTwoRenditionsShareAThumbnail() {
    var random = new Random(4);
    int accepted = 0;
    for (int settings = 0; settings < 400; settings++) {
      Keys keys;
      try {
        keys = keys(GeneratedKeys.renditions(random), GeneratedKeys.pattern(random));
      } catch (IllegalArgumentException refused) {
        continue;
      }
      accepted++;
      var originals = new HashMap<String, String>();
      for (int round = 0; round < 2_000; round++) {
        var name = GeneratedKeys.near(random);
        if (keys.of("originals/" + name) instanceof Thumbnails(var made)) {
          for (int i = 0; i < made.size(); i++) {
            var owner = i + " of " + name;
            assertThat(originals.merge(made.get(i), owner, (before, _) -> before))
                .as("%s with %s", made.get(i), keys)
                .isEqualTo(owner);
          }
        }
      }
    }
    assertThat(accepted).isGreaterThan(100);
  }

  @Test
  void noThumbnailIsAnOriginal() {
    var random = new Random(5);
    for (int round = 0; round < 5_000; round++) {
      for (var set : List.of(ONE, WEBP, SET)) {
        var keys = keys(set, "");
        if (keys.of("originals/" + GeneratedKeys.next(random)) instanceof Thumbnails(var made)) {
          assertThat(made).allMatch(key -> keys.of(key) instanceof NoOriginal);
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
    assertThat(keys(ONE, "").of(key)).isInstanceOf(NoOriginal.class);
  }

  @Test
  void aKeyThatS3WouldNotKeepIsTooLong() {
    var longest = "é".repeat(506) + "a"; // 1,013 bytes, and 11 of "thumbnails/"
    assertThat(keys(ONE, "").of("originals/" + longest)).isInstanceOf(Thumbnails.class);
    assertThat(keys(ONE, "").of("originals/" + longest + "a")).isEqualTo(new TooLong(1025));
  }

  @ParameterizedTest
  @CsvSource({"a/, a/{dir}/{name}", "a/, a/b/{dir}/{name}", "a/b/, a/{dir}/{name}"})
  void foldersThatWouldMakeALoopAreRefused(String originals, String pattern) {
    var one = Renditions.parse(ONE);
    assertThatThrownBy(() -> new Keys(originals, KeyPattern.parse(pattern, one), one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not contain each other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "/"})
  void originalsAreInAFolder(String originals) {
    var one = Renditions.parse(ONE);
    assertThatThrownBy(() -> new Keys(originals, KeyPattern.parse("b/{dir}/{name}", one), one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be a folder such as originals/");
  }

  private static List<String> thumbnails(String renditions, String pattern, String name) {
    return ((Thumbnails) keys(renditions, pattern).of("originals/" + name)).keys();
  }

  private static Keys keys(String renditions, String pattern) {
    var set = Renditions.parse(renditions);
    var text = pattern.isEmpty() ? KeyPattern.standard("thumbnails/", set) : pattern;
    return new Keys("originals/", KeyPattern.parse(text, set), set);
  }
}
