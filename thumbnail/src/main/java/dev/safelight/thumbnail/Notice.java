package dev.safelight.thumbnail;

/// One record of an event.
sealed interface Notice {
  /// An object came into being. `key` is decoded; `eTag` has no quotes; `size` is in bytes.
  record Created(String bucket, String key, String eTag, long size) implements Notice {}

  /// Nothing that this function works on, and nothing wrong either.
  record Ignored(String reason) implements Notice {}

  /// What no sender of events sends. It is as wrong when it comes again.
  record Malformed(String reason) implements Notice {}
}
