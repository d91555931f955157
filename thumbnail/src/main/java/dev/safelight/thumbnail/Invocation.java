package dev.safelight.thumbnail;

import java.time.Instant;

/// One call of the function: an event, and when its answer must be there. Not a record, because the
/// event's bytes are handed over, not copied.
final class Invocation {
  private final String requestId;
  private final Instant deadline;
  private final byte[] event;

  Invocation(String requestId, Instant deadline, byte[] event) {
    this.requestId = requestId;
    this.deadline = deadline;
    this.event = event;
  }

  String requestId() {
    return requestId;
  }

  Instant deadline() {
    return deadline;
  }

  byte[] event() {
    return event;
  }
}
