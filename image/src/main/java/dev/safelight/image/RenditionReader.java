package dev.safelight.image;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;

/// Reads what [Renditions] prints, and says where it stopped understanding.
final class RenditionReader {
  private static final String OPTIONS =
      "contain, cover, centre, entropy, attention, keep, modern, jpeg, png, webp, avif, q1 to q100,"
          + " #rrggbb, enlarge, p3, copyright or animated";

  private final String text;
  private int at;

  RenditionReader(String text) {
    this.text = text;
  }

  Renditions renditions() {
    var list = new ArrayList<Renditions.Named>();
    do {
      blanks();
      int start = at;
      var name = until("=,:");
      if (!Renditions.isName(name)) {
        throw wrong(start, name, "a name of a-z, 0-9 and -");
      }
      if (list.stream().anyMatch(other -> other.name().equals(name))) {
        throw wrong(start, name, "a name that was not used before");
      }
      if (!take('=')) {
        throw wrong(at, rest(), "= and a size such as " + name + "=256x256");
      }
      list.add(new Renditions.Named(name, one()));
      if (list.size() > Renditions.MOST) {
        throw wrong(start, name, "at most " + Renditions.MOST + " renditions");
      }
    } while (take(','));
    return new Renditions(list);
  }

  Rendition rendition() {
    var rendition = one();
    if (at < text.length()) {
      throw wrong(at, rest(), "the end: only one rendition is asked for here");
    }
    return rendition;
  }

  private Rendition one() {
    int start = at;
    var size = until(",:").strip();
    int x = size.indexOf('x');
    int width = x < 0 ? 0 : number(size.substring(0, x), Rendition.LONGEST);
    int height = x < 0 ? 0 : number(size.substring(x + 1), Rendition.LONGEST);
    if (width == 0 || height == 0) {
      int most = Rendition.LONGEST;
      throw wrong(start, size, "WIDTHxHEIGHT in pixels, from 1x1 to " + most + 'x' + most);
    }
    var options = new Options();
    while (take(':')) {
      int option = at;
      var word = until(",:").strip();
      if (!options.take(word)) {
        throw wrong(option, word, OPTIONS);
      }
      if (options.twice) {
        throw wrong(option, word, "no second option of its kind");
      }
    }
    try {
      return options.rendition(width, height);
    } catch (IllegalArgumentException unmeant) {
      throw new IllegalArgumentException(
          "character " + (start + 1) + ": " + unmeant.getMessage(), unmeant);
    }
  }

  /// 0 where it is none from 1 to `most`.
  private static int number(String digits, int most) {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9 || (i == 0 && digit == 0) || value > most) {
        return 0;
      }
      value = 10 * value + digit;
    }
    return value > most ? 0 : value;
  }

  private boolean take(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private String until(String ends) {
    int start = at;
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private String rest() {
    return text.substring(at);
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static IllegalArgumentException wrong(int at, String found, String expected) {
    var what = found.isEmpty() ? "nothing stands" : "\"" + found + "\" stands";
    return new IllegalArgumentException(
        "character " + (at + 1) + ": " + what + " where this was expected: " + expected);
  }

  /// The options of one rendition as they come in.
  private static final class Options {
    private Optional<Fit> fit = Optional.empty();
    private Optional<Crop> crop = Optional.empty();
    private Optional<Output> output = Optional.empty();
    private Optional<Colour> background = Optional.empty();
    private int quality;
    private final EnumSet<Extra> extras = EnumSet.noneOf(Extra.class);

    /// One of a kind was there before.
    private boolean twice;

    /// Whether it is one.
    boolean take(String word) {
      switch (word) {
        case "contain" -> fit = once(fit, Fit.CONTAIN);
        case "cover" -> fit = once(fit, Fit.COVER);
        case "centre" -> crop = once(crop, Crop.CENTRE);
        case "entropy" -> crop = once(crop, Crop.ENTROPY);
        case "attention" -> crop = once(crop, Crop.ATTENTION);
        case "keep" -> output = once(output, Output.KEEP);
        case "modern" -> output = once(output, Output.MODERN);
        case "jpeg" -> output = once(output, Format.JPEG);
        case "png" -> output = once(output, Format.PNG);
        case "webp" -> output = once(output, Format.WEBP);
        case "avif" -> output = once(output, Format.AVIF);
        case "enlarge" -> twice |= !extras.add(Extra.ENLARGE);
        case "p3" -> twice |= !extras.add(Extra.P3);
        case "copyright" -> twice |= !extras.add(Extra.COPYRIGHT);
        case "animated" -> twice |= !extras.add(Extra.ANIMATED);
        default -> {
          return quality(word) || colour(word);
        }
      }
      return true;
    }

    private boolean quality(String word) {
      int number = word.startsWith("q") ? number(word.substring(1), 100) : 0;
      twice |= number > 0 && quality > 0;
      quality = number > 0 ? number : quality;
      return number > 0;
    }

    private boolean colour(String word) {
      try {
        background = once(background, Colour.parse(word));
        return true;
      } catch (IllegalArgumentException _) {
        return false;
      }
    }

    private <T> Optional<T> once(Optional<T> before, T now) {
      twice |= before.isPresent();
      return Optional.of(now);
    }

    Rendition rendition(int width, int height) {
      return new Rendition(
          width,
          height,
          fit.orElse(Fit.CONTAIN),
          crop.orElse(Crop.CENTRE),
          output.orElse(Output.KEEP),
          quality == 0 ? Rendition.QUALITY : quality,
          background.orElse(Colour.WHITE),
          extras);
    }
  }
}
