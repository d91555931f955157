package dev.safelight.cloud.logs;

import java.nio.charset.StandardCharsets;

/// A stored event.
///
/// @param position its time and arrival
/// @param ingested milliseconds since 1970
record LogEvent(Position position, String stream, long ingested, String message) {
  /// What AWS adds to the size of each message.
  static final int OVERHEAD = 26;

  /// The most that one answer or batch holds, in bytes.
  static final int MOST_BYTES = 1_048_576;

  static int size(String message) {
    return message.getBytes(StandardCharsets.UTF_8).length + OVERHEAD;
  }
}
