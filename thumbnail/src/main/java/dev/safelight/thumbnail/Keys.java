package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.image.Renditions;
import java.util.ArrayList;
import java.util.List;

/// Which keys the thumbnails of an original have. They depend on nothing but its key and the
/// settings, and no two originals share one: see [KeyPattern].
record Keys(String originals, KeyPattern pattern, Renditions renditions) {
  /// Of a key, in bytes of UTF-8 (Amazon S3 User Guide, "Naming Amazon S3 objects").
  static final int LONGEST = 1024;

  /// What belongs to a key.
  sealed interface Mapping {}

  /// Thumbnails of these keys, one for each rendition, in their order.
  record Thumbnails(List<String> keys) implements Mapping {
    public Thumbnails {
      keys = List.copyOf(keys);
    }
  }

  /// No thumbnail: the key is no original's.
  record NoOriginal(String reason) implements Mapping {}

  /// No thumbnail: a key would have so many bytes.
  record TooLong(int bytes) implements Mapping {}

  Keys {
    if (originals.length() < 2 || !originals.endsWith("/")) {
      throw new IllegalArgumentException(
          "ORIGINALS_PREFIX must be a folder such as originals/, was \"" + originals + '"');
    }
    if (originals.startsWith(pattern.folder()) || pattern.folder().startsWith(originals)) {
      throw new IllegalArgumentException(
          "originals in \"%s\" and thumbnails in \"%s\" must not contain each other: every thumbnail would start the function again"
              .formatted(originals, pattern.folder()));
    }
  }

  Mapping of(String key) {
    if (key.startsWith(pattern.folder())) {
      return new NoOriginal(
          "its key is under " + pattern.folder() + ", where this function writes");
    }
    if (!key.startsWith(originals)) {
      return new NoOriginal("its key is not under " + originals);
    }
    int name = key.lastIndexOf('/') + 1;
    if (name == key.length()) {
      return new NoOriginal("its key is a folder's");
    }
    var dir = key.substring(originals.length(), name);
    var keys = new ArrayList<String>();
    for (var rendition : renditions.list()) {
      var thumbnail = pattern.key(dir, key.substring(name), rendition);
      int bytes = thumbnail.getBytes(UTF_8).length;
      if (bytes > LONGEST) {
        return new TooLong(bytes);
      }
      keys.add(thumbnail);
    }
    return new Thumbnails(keys);
  }
}
