package dev.safelight.thumbnail;

import dev.safelight.image.Fit;
import dev.safelight.image.Format;
import dev.safelight.image.Limits;
import dev.safelight.image.Output;
import dev.safelight.image.Rendition;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What the function is told by environment variables. A value that is not understood, and a
/// variable that only looks like one of them, is an [IllegalArgumentException] with a sentence.
record Settings(Rendition rendition, Keys keys, Limits limits) {
  private static final String BOX = "THUMBNAIL_BOX";
  private static final String FIT = "THUMBNAIL_FIT";
  private static final String FORMAT = "THUMBNAIL_FORMAT";
  private static final String QUALITY = "THUMBNAIL_QUALITY";
  private static final String MEMORY = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";
  private static final Set<String> KNOWN = Set.of(BOX, FIT, FORMAT, QUALITY);

  private static final Pattern SIZES = Pattern.compile("([0-9]{1,4})x([0-9]{1,4})");

  /// `heap`: the most bytes that Java's heap may have.
  static Settings from(Map<String, String> environment, long heap) {
    for (var name : environment.keySet()) {
      if (name.startsWith("THUMBNAIL_") && !KNOWN.contains(name)) {
        throw new IllegalArgumentException(
            name + " is unknown; there are THUMBNAIL_BOX, _FIT, _FORMAT and _QUALITY");
      }
    }
    var output = output(environment.getOrDefault(FORMAT, "keep"));
    return new Settings(
        rendition(environment, output),
        new Keys(
            environment.getOrDefault("ORIGINALS_PREFIX", "originals/"),
            environment.getOrDefault("THUMBNAILS_PREFIX", "thumbnails/"),
            output),
        limits(environment, heap));
  }

  private static Rendition rendition(Map<String, String> environment, Output output) {
    var box = environment.getOrDefault(BOX, "256x256");
    var sizes = SIZES.matcher(box);
    int width = sizes.matches() ? Integer.parseInt(sizes.group(1)) : 0;
    int height = sizes.matches() ? Integer.parseInt(sizes.group(2)) : 0;
    var most = Rendition.LONGEST;
    if (width < 1 || height < 1 || width > most || height > most) {
      throw wrong(BOX, "WIDTHxHEIGHT in pixels, from 1x1 to " + most + 'x' + most, box);
    }
    var fit =
        switch (environment.getOrDefault(FIT, "contain")) {
          case "contain" -> Fit.CONTAIN;
          case "cover" -> Fit.COVER;
          case String other -> throw wrong(FIT, "contain or cover", other);
        };
    var quality = environment.getOrDefault(QUALITY, "80");
    if (!quality.matches("[1-9][0-9]?|100")) {
      throw wrong(QUALITY, "from 1 to 100", quality);
    }
    return new Rendition(width, height, fit, output, Integer.parseInt(quality));
  }

  private static Output output(String format) {
    return switch (format) {
      case "keep" -> Output.KEEP;
      case "jpeg" -> Format.JPEG;
      case "png" -> Format.PNG;
      case "webp" -> Format.WEBP;
      case String other -> throw wrong(FORMAT, "keep, jpeg, png or webp", other);
    };
  }

  private static Limits limits(Map<String, String> environment, long heap) {
    var memory = environment.getOrDefault(MEMORY, "");
    if (memory.isEmpty()) {
      return Limits.standard(); // not on Lambda
    }
    if (!memory.matches("[0-9]{2,6}")) {
      throw wrong(MEMORY, "megabytes", memory);
    }
    return new Memory(Long.parseLong(memory) << 20, heap).limits();
  }

  private static IllegalArgumentException wrong(String name, String expected, String was) {
    return new IllegalArgumentException(name + " must be " + expected + ", was \"" + was + '"');
  }
}
