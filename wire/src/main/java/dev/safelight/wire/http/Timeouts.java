package dev.safelight.wire.http;

import java.time.Duration;

/// How long a call may wait for a connection, and for each read of the answer.
public record Timeouts(Duration connect, Duration read) {
  public Timeouts {
    if (connect.toMillis() < 1 || read.toMillis() < 1) {
      throw new IllegalArgumentException("time-outs must be 1 ms or more; 0 would wait for ever");
    }
  }

  public static Timeouts standard() {
    return new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(20));
  }
}
