package dev.safelight.wire.sigv4;

import java.time.Instant;

/// What the server knows when it verifies: the time, the service that the request was recognised
/// for, and when the session of temporary credentials ends ([Instant#MAX] for long-term keys).
public record Expected(Instant now, String service, Instant sessionEnds) {
  /// For long-term keys.
  public static Expected at(Instant now, String service) {
    return new Expected(now, service, Instant.MAX);
  }
}
