package dev.safelight.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Many renditions from one decoding.
class RenderingTest {
  @Test
  void everyRenditionIsThereInItsOrder() {
    var set = Renditions.parse("small=64x64:png,large=400x400,middle=100x80:cover:webp");
    var original = Originals.jpeg(Originals.detailed(1200, 900));
    var made = made(original, set);
    assertThat(made.thumbnails())
        .extracting(each -> each.name() + ' ' + each.width() + 'x' + each.height())
        .containsExactly("small 64x48", "large 400x300", "middle 100x80");
    assertThat(made.thumbnails())
        .extracting(Rendering.Thumbnail::format)
        .containsExactly(Format.PNG, Format.JPEG, Format.WEBP);
  }

  @Test
  void aRefusalIsOneForAll() {
    var answer =
        Bench.THUMBNAILER.render(new byte[0], Renditions.parse("a=1x1,b=2x2"), Limits.standard());
    assertThat(answer).isEqualTo(new Thumbnailing.NotAnImage("nothing (0 bytes)"));
  }

  private static Rendering.Made made(byte[] original, Renditions set) {
    var answer = Bench.THUMBNAILER.render(original, set, Limits.standard());
    assertThat(answer).isInstanceOf(Rendering.Made.class);
    return (Rendering.Made) answer;
  }
}
