package dev.safelight.cloud.store;

import dev.safelight.cloud.call.Event;
import java.time.Instant;
import java.util.List;

/// Work that time itself makes, such as deleting what has expired: done in steps, each a
/// transaction short enough to let callers in between. Thread-safe.
@FunctionalInterface
public interface Chore {
  /// Where the first step of a round begins.
  String BEGINNING = "";

  /// Does a step. What it acts on is looked at in this transaction: whatever earlier steps saw may
  /// have changed.
  ///
  /// @param from [#BEGINNING], or what the step before named as the next
  Step step(Transaction transaction, Instant now, String from);

  /// What a step did.
  ///
  /// @param events to be told
  /// @param next where the next step begins; [#BEGINNING] where the round is over
  record Step(List<Event> events, String next) {
    public Step {
      events = List.copyOf(events);
    }

    public boolean isLast() {
      return next.isEmpty();
    }
  }
}
