package dev.safelight.cloud.lambda;

import java.nio.charset.StandardCharsets;

/// How an attempt at an asynchronous event ended.
sealed interface Ended {
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Succeeded(String version, byte[] payload) implements Ended {}

  /// The function answered with an error.
  ///
  /// @param version which was run
  /// @param error `Unhandled`
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Errored(String version, String error, byte[] payload) implements Ended {}

  /// The function was not run, or nothing is known of it.
  record Failed(String reason) implements Ended {}

  int LONGEST_TEXT = 2000;

  /// For the list of what was given up.
  default String text() {
    return switch (this) {
      case Succeeded _ -> "";
      case Errored(_, _, var payload) -> {
        var text = new String(payload, StandardCharsets.UTF_8);
        yield text.isEmpty()
            ? "an error without a document"
            : text.substring(0, Math.min(text.length(), LONGEST_TEXT));
      }
      case Failed(var reason) -> reason;
    };
  }
}
