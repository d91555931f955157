package dev.safelight.thumbnail;

import dev.safelight.image.Format;
import java.time.Duration;
import java.util.List;

/// What came of one record of an event.
sealed interface Result {
  /// The thumbnails lie under their keys, and were of the current original when last looked at.
  ///
  /// @param rounds how often the original was asked for until it no longer changed meanwhile
  /// @param note what is worth saying besides, or empty
  record Made(Original original, List<Picture> pictures, Times times, int rounds, String note)
      implements Result {
    public Made {
      pictures = List.copyOf(pictures);
    }
  }

  /// There was nothing to do. `key` is empty where the record names no object.
  record Skipped(String key, String reason) implements Result {}

  /// There will be no thumbnail of this object: trying again gives the same answer. `kind` is one
  /// word of few.
  record Permanent(String key, String kind, String reason) implements Result {}

  /// Not done; trying again may help. Lambda does when it is told of an error.
  record Transient(String key, String reason) implements Result {}

  /// `bytes` is its length.
  record Original(String key, long bytes, long pixels) {}

  /// `bytes` is its length; width and height are pixels.
  record Picture(String key, Format format, int bytes, int width, int height) {}

  /// How long reading, making, writing and looking again took, retries included.
  record Times(Duration get, Duration image, Duration put, Duration head) {
    static final Times NONE = new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    Times plus(Times more) {
      return new Times(
          get.plus(more.get), image.plus(more.image), put.plus(more.put), head.plus(more.head));
    }
  }
}
