package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.image.Format;
import dev.safelight.image.Output;
import java.util.Optional;

/// Which key the thumbnail of an original has: under the output prefix, with the original's name.
///
/// Where all thumbnails are of one format, a name that ends in another format's extension gets that
/// format's own behind it (`a.png` becomes `a.png.jpg`, and `a.png.jpg` becomes `a.png.jpg.jpg`);
/// every other name stays. No two originals share a thumbnail: replacing the extension would make
/// `a.png` and `a.webp` one. The key depends on nothing but the name and the settings.
record Keys(String originals, String thumbnails, Output output) {
  /// Of a key, in bytes of UTF-8 (Amazon S3 User Guide, "Naming Amazon S3 objects").
  private static final int LONGEST = 1024;

  /// What belongs to a key.
  sealed interface Mapping {}

  /// A thumbnail of this key.
  record Thumbnail(String key) implements Mapping {}

  /// No thumbnail: the key is no original's.
  record NoOriginal(String reason) implements Mapping {}

  /// No thumbnail: its key would have so many bytes.
  record TooLong(int bytes) implements Mapping {}

  Keys {
    prefix("ORIGINALS_PREFIX", originals);
    prefix("THUMBNAILS_PREFIX", thumbnails);
    if (originals.startsWith(thumbnails) || thumbnails.startsWith(originals)) {
      throw new IllegalArgumentException(
          "ORIGINALS_PREFIX \"%s\" and THUMBNAILS_PREFIX \"%s\" must not contain each other: every thumbnail would start the function again"
              .formatted(originals, thumbnails));
    }
  }

  private static void prefix(String name, String prefix) {
    if (prefix.length() < 2 || !prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          name + " must be a folder such as originals/, was \"" + prefix + '"');
    }
  }

  Mapping thumbnailOf(String key) {
    if (key.startsWith(thumbnails)) {
      return new NoOriginal("its key is under " + thumbnails + ", where this function writes");
    }
    if (!key.startsWith(originals)) {
      return new NoOriginal("its key is not under " + originals);
    }
    var name = key.substring(originals.length());
    if (name.isEmpty() || name.endsWith("/")) {
      return new NoOriginal("its key is a folder's");
    }
    var thumbnail = thumbnails + named(name);
    int bytes = thumbnail.getBytes(UTF_8).length;
    return bytes > LONGEST ? new TooLong(bytes) : new Thumbnail(thumbnail);
  }

  private String named(String name) {
    return switch (output) {
      case Output.Keep _, Output.Modern _ -> name;
      case Format format -> {
        var own = '.' + format.extension();
        var stem = name;
        while (stem.endsWith(own)) {
          stem = stem.substring(0, stem.length() - own.length());
        }
        var dot = stem.lastIndexOf('.');
        var named = dot < 0 ? Optional.<Format>empty() : Format.named(stem.substring(dot + 1));
        yield named.isPresent() && named.get() != format ? name + own : name;
      }
    };
  }
}
