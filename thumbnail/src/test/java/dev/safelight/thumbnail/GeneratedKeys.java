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
}
