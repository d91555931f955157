package dev.safelight.thumbnail;

import dev.safelight.image.Format;
import java.time.Duration;

/// What came of one record of an event.
sealed interface Result {
  /// The thumbnail lies under its key.
  record Made(Original original, String thumbnail, Picture picture, Times times)
      implements Result {}

  /// There was nothing to do. `key` is empty where the record names no object.
  record Skipped(String key, String reason) implements Result {}

  /// There will be no thumbnail of this object: trying again gives the same answer.
  record Permanent(String key, String reason) implements Result {}

  /// Not done; trying again may help. Lambda does when it is told of an error.
  record Transient(String key, String reason) implements Result {}

  /// `bytes` is its length.
  record Original(String key, int bytes) {}

  /// `bytes` is its length; width and height are pixels.
  record Picture(Format format, int bytes, int width, int height) {}

  /// How long reading, making and writing took, retries included.
  record Times(Duration get, Duration image, Duration put) {}
}
