package dev.safelight.image;

import java.util.Locale;
import java.util.Set;

/// What is wanted of a thumbnail: a box of `width` x `height` pixels, how to fit it, the format,
/// the quality from 1 to 100 (of JPEG, WebP and AVIF, on JPEG's scale; PNG is lossless), the colour
/// behind transparency where the format has none, and what it should have beyond that.
///
/// Written as in [Renditions]: `640x640:cover:attention:webp:q75`. Printing and reading it gives
/// the same rendition. What cannot be meant, such as an animated PNG, is an
/// [IllegalArgumentException].
public record Rendition(
    int width,
    int height,
    Fit fit,
    Crop crop,
    Output output,
    int quality,
    Colour background,
    Set<Extra> extras) {
  /// The longest side of a box, in pixels: what is called a thumbnail ends somewhere.
  public static final int LONGEST = 4096;

  static final int QUALITY = 80;

  public Rendition {
    within("width", width, LONGEST);
    within("height", height, LONGEST);
    within("quality", quality, 100);
    extras = Set.copyOf(extras);
    if (crop != Crop.CENTRE && fit != Fit.COVER) {
      throw new IllegalArgumentException(word(crop) + " is a crop of cover, not of " + word(fit));
    }
    if (extras.contains(Extra.ANIMATED) && crop != Crop.CENTRE) {
      throw new IllegalArgumentException("animated is cropped in the centre, not by " + word(crop));
    }
    if (extras.contains(Extra.ANIMATED) && output instanceof Format format && !format.animates()) {
      throw new IllegalArgumentException(
          "animated needs keep, modern or webp, not " + word(format));
    }
  }

  public Rendition(int width, int height, Fit fit, Output output, int quality) {
    this(width, height, fit, Crop.CENTRE, output, quality, Colour.WHITE, Set.of());
  }

  /// Contained in 256 x 256, the original's format, quality 80.
  public static Rendition standard() {
    return new Rendition(256, 256, Fit.CONTAIN, Output.KEEP, QUALITY);
  }

  /// `WIDTHxHEIGHT` and options, or [IllegalArgumentException] with the place and what was expected
  /// there.
  public static Rendition parse(String text) {
    return new RenditionReader(text).rendition();
  }

  public boolean has(Extra extra) {
    return extras.contains(extra);
  }

  /// What differs from the standard, in the order of the components.
  @Override
  public String toString() {
    var text = new StringBuilder().append(width).append('x').append(height);
    if (fit != Fit.CONTAIN) {
      text.append(':').append(word(fit));
    }
    if (crop != Crop.CENTRE) {
      text.append(':').append(word(crop));
    }
    switch (output) {
      case Output.Keep _ -> {}
      case Output.Modern modern -> text.append(':').append(modern);
      case Format format -> text.append(':').append(word(format));
    }
    if (quality != QUALITY) {
      text.append(":q").append(quality);
    }
    if (!background.equals(Colour.WHITE)) {
      text.append(':').append(background);
    }
    // Set.of has no order of its own.
    for (var extra : Extra.values()) {
      if (extras.contains(extra)) {
        text.append(':').append(word(extra));
      }
    }
    return text.toString();
  }

  /// Of an enum, as it is written.
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void within(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be from 1 to " + most + ", was " + value);
    }
  }
}
