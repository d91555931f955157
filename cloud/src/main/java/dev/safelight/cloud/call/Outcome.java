package dev.safelight.cloud.call;

import java.util.List;

/// What an operation did: its answer, and the events to tell. Committed together with the change
/// itself and the audit record.
public record Outcome(Answer answer, List<Event> events) {
  public Outcome {
    events = List.copyOf(events);
  }

  public static Outcome of(Answer answer) {
    return new Outcome(answer, List.of());
  }

  public static Outcome of(software.amazon.awssdk.core.SdkPojo shape) {
    return of(Answer.of(shape));
  }
}
