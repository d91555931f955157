package dev.safelight.cloud.lambda;

import java.time.Duration;
import java.util.List;

/// How long Lambda waits for what.
///
/// @param retries the pause before each further attempt at an asynchronous event
/// @param idle how long an execution environment is kept for the next event
/// @param initialisation how long a function may take until it first asks for an event
public record Pace(List<Duration> retries, Duration idle, Duration initialisation) {
  public Pace {
    retries = List.copyOf(retries);
  }

  /// As AWS does it: two retries, after one minute and after two. How long AWS keeps an environment
  /// is not documented. See AWS: "How Lambda handles errors and retries with asynchronous
  /// invocation".
  public static Pace aws() {
    return new Pace(
        List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)),
        Duration.ofMinutes(5),
        Duration.ofSeconds(10));
  }

  /// The same number of retries without the wait, for tests of one's own functions.
  public static Pace fast() {
    return new Pace(
        List.of(Duration.ofMillis(100), Duration.ofMillis(200)),
        Duration.ofMinutes(5),
        Duration.ofSeconds(10));
  }
}
