package dev.safelight.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenditionsTest {
  @Test
  void aSetIsReadInItsOrder() {
    var set = Renditions.parse("thumb=256x256, card=640x480:cover:webp:q75");
    assertThat(set.list())
        .containsExactly(
            new Renditions.Named("thumb", Rendition.standard()),
            new Renditions.Named("card", new Rendition(640, 480, Fit.COVER, Format.WEBP, 75)));
    assertThat(set.named("card")).isPresent();
    assertThat(set.named("other")).isEmpty();
  }

  @Test
  void everyOptionIsUnderstoodInAnyOrder() {
    var text = "q1:#0a0B0c:webp:p3:copyright:enlarge:attention:cover";
    var wanted =
        new Rendition(
            10,
            20,
            Fit.COVER,
            Crop.ATTENTION,
            Format.WEBP,
            1,
            new Colour(10, 11, 12),
            Set.of(Extra.ENLARGE, Extra.P3, Extra.COPYRIGHT));
    assertThat(Rendition.parse("10x20:" + text)).isEqualTo(wanted);
    assertThat(wanted).hasToString("10x20:cover:attention:webp:q1:#0a0b0c:enlarge:p3:copyright");
    assertThat(Rendition.parse("9x9:animated:webp")).hasToString("9x9:webp:animated");
    assertThat(Rendition.parse("1x1:contain:centre:keep:q80:#ffffff")).hasToString("1x1");
  }

  @Test
  void printingAndReadingIsIdentity() {
    var random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      var list = new ArrayList<Renditions.Named>();
      for (int j = random.nextInt(1, 6); j > 0; j--) {
        list.add(new Renditions.Named("r-" + j, any(random)));
      }
      var set = new Renditions(list);
      assertThat(Renditions.parse(set.toString())).isEqualTo(set);
    }
  }

  /// Not one character of a set can be dropped or doubled unnoticed: it is refused with a place, or
  /// means something else, and prints as what it means.
  @Test
  void aSlipIsRefusedOrPrintsAsWhatItMeans() {
    var text = "thumb=256x256,card=640x640:cover:entropy:webp:q75:#102030:p3";
    for (int i = 0; i < text.length(); i++) {
      for (var slip :
          List.of(
              text.substring(0, i) + text.substring(i + 1),
              text.substring(0, i + 1) + text.substring(i))) {
        try {
          assertThat(Renditions.parse(slip)).hasToString(slip);
        } catch (IllegalArgumentException refused) {
          assertThat(refused).hasMessageStartingWith("character ");
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|character 1: nothing stands where this was expected: a name of a-z, 0-9 and -",
        "Thumb=1x1|character 1: \"Thumb\" stands where this was expected: a name of a-z, 0-9 and -",
        "a|character 2: nothing stands where this was expected: = and a size such as a=256x256",
        "a=|character 3: nothing stands where this was expected: WIDTHxHEIGHT in pixels, from 1x1 to"
            + " 4096x4096",
        "a=0x5|character 3: \"0x5\" stands where this was expected: WIDTHxHEIGHT in pixels, from 1x1"
            + " to 4096x4096",
        "a=4097x5|character 3: \"4097x5\" stands where this was expected: WIDTHxHEIGHT in pixels,"
            + " from 1x1 to 4096x4096",
        "a=1x1,a=2x2|character 7: \"a\" stands where this was expected: a name that was not used"
            + " before",
        "a=1x1,|character 7: nothing stands where this was expected: a name of a-z, 0-9 and -",
        "a=1x1:webp:png|character 12: \"png\" stands where this was expected: no second option of its"
            + " kind",
        "a=1x1:q9:q9|character 10: \"q9\" stands where this was expected: no second option of its"
            + " kind",
        "a=1x1:attention|character 3: attention is a crop of cover, not of contain",
        "a=1x1:cover:entropy:animated|character 3: animated is cropped in the centre, not by entropy",
        "a=1x1:png:animated|character 3: animated needs keep, modern or webp, not png",
      })
  void whatIsWrongIsToldWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> Renditions.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"a=1x1:q101", "a=1x1:q0", "a=1x1:gif", "a=1x1:#12345g", "a=1x1:", "a=1x1:COVER"})
  void anUnknownOptionIsToldWithThoseThatThereAre(String text) {
    assertThatThrownBy(() -> Renditions.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("character 7: ")
        .hasMessageContaining("webp, avif, q1 to q100, #rrggbb, enlarge");
  }

  @Test
  void oneRenditionIsNoSet() {
    assertThatThrownBy(() -> Rendition.parse("1x1,b=2x2"))
        .hasMessage(
            "character 4: \",b=2x2\" stands where this was expected: the end: only one rendition is"
                + " asked for here");
  }

  @Test
  void aSetHasAnEnd() {
    var many = new StringBuilder("r0=1x1");
    for (int i = 1; i <= Renditions.MOST; i++) {
      many.append(",r").append(i).append("=1x1");
    }
    assertThatThrownBy(() -> Renditions.parse(many.toString()))
        .hasMessageContaining("at most 32 renditions");
  }

  private static Rendition any(Random random) {
    var fit = Fit.values()[random.nextInt(2)];
    var outputs =
        List.<Output>of(
            Output.KEEP, Output.MODERN, Format.JPEG, Format.PNG, Format.WEBP, Format.AVIF);
    var output = outputs.get(random.nextInt(outputs.size()));
    var crop = fit == Fit.COVER ? Crop.values()[random.nextInt(3)] : Crop.CENTRE;
    boolean film = crop == Crop.CENTRE && (!(output instanceof Format) || output == Format.WEBP);
    var extras = new ArrayList<Extra>();
    for (var extra : Extra.values()) {
      if ((extra != Extra.ANIMATED || film) && random.nextBoolean()) {
        extras.add(extra);
      }
    }
    return new Rendition(
        random.nextInt(1, Rendition.LONGEST + 1),
        random.nextInt(1, Rendition.LONGEST + 1),
        fit,
        crop,
        output,
        random.nextInt(1, 101),
        new Colour(random.nextInt(256), random.nextInt(256), random.nextInt(256)),
        Set.copyOf(extras));
  }
}
