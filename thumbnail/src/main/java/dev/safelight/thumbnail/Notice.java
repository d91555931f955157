package dev.safelight.thumbnail;

/// One record of an event.
sealed interface Notice {
  /// An object came into being. `key` is decoded; `eTag` has no quotes; `size` is in bytes.
  record Created(String bucket, String key, String eTag, long size) implements Notice {}

  /// Nothing that this function works on.
  record Ignored(String reason) implements Notice {}
}
