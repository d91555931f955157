package dev.safelight.thumbnail;

import java.util.Random;

/// Keys as people, and their enemies, make them.
final class GeneratedKeys {
  private static final String[] PIECES = {
    "a",
    "photo",
    ".jpg",
    ".jpeg",
    ".JPG",
    ".png",
    ".webp",
    ".WEBP",
    ".gif",
    ".",
    "..",
    "/",
    "//",
    "+",
    " ",
    "%",
    "%2F",
    "%00",
    "\u0000",
    "\n",
    "\"",
    "é",
    "e\u0301",
    "写真",
    "😀",
    "\u202E",
    "\uFFFF",
    "originals/",
    "thumbnails/"
  };

  private GeneratedKeys() {}

  static String next(Random random) {
    var key = new StringBuilder();
    for (int left = 1 + random.nextInt(6); left > 0; left--) {
      if (random.nextInt(5) > 0) {
        key.append(PIECES[random.nextInt(PIECES.length)]);
      } else {
        int point = random.nextInt(0x110000);
        key.appendCodePoint(point >= 0xD800 && point < 0xE000 ? '~' : point);
      }
    }
    return key.toString();
  }

  /// Few and alike, so that two of them are likely to meet in one thumbnail's key.
  static String near(Random random) {
    var pieces = new String[] {"a", "b", "x", "-", "-", ".", "/", "a-x", ".jpg", ".webp", "image"};
    var key = new StringBuilder();
    for (int left = 1 + random.nextInt(6); left > 0; left--) {
      key.append(pieces[random.nextInt(pieces.length)]);
    }
    return key.toString();
  }

  static String renditions(Random random) {
    var names = new String[] {"a", "x", "a-x", "x-a", "-", "--", "b"};
    var formats = new String[] {"", ":webp", ":png", ":modern"};
    var set = new StringBuilder();
    for (var name : names) {
      if (random.nextInt(3) == 0) {
        set.append(set.isEmpty() ? "" : ",").append(name).append("=8x8");
        set.append(formats[random.nextInt(formats.length)]);
      }
    }
    return set.isEmpty() ? "a=8x8" : set.toString();
  }

  static String pattern(Random random) {
    var names =
        new String[] {
          "{name}",
          "{name}-{rendition}",
          "{rendition}-{name}",
          "{name}{rendition}",
          "{rendition}{name}",
          "a{name}a-{rendition}",
          "{rendition}/{name}",
          "{name}/{rendition}",
          "{rendition}-{name}-{rendition}"
        };
    var before = new String[] {"t/{dir}/", "t/{rendition}/{dir}/", "t/x/{dir}/x/"};
    return before[random.nextInt(before.length)]
        + names[random.nextInt(names.length)]
        + (random.nextBoolean() ? ".{ext}" : "");
  }
}
