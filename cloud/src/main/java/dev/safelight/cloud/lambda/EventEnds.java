package dev.safelight.cloud.lambda;

import dev.safelight.cloud.lambda.DestinationRecord.Condition;
import dev.safelight.cloud.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What becomes of an asynchronous event after an attempt: it is done, tried again, or given up,
/// and whoever was named is told, all in one transaction. See AWS: "How Lambda handles errors and
/// retries with asynchronous invocation".
///
/// @param pauses before each further attempt
record EventEnds(List<Duration> pauses) {
  EventEnds {
    pauses = List.copyOf(pauses);
  }

  /// After an attempt.
  void record(Transaction transaction, EventQueue.Waiting event, Ended ended, Instant now) {
    var config = config(transaction, event);
    switch (ended) {
      case Ended.Succeeded _ -> {
        EventQueue.done(transaction, event);
        tell(transaction, event, config.success(), Condition.SUCCESS, ended, 1, now);
      }
      case Ended.Errored _, Ended.Failed _ -> {
        if (event.attempts() < Math.min(config.retries(pauses.size()), pauses.size())) {
          retry(transaction, event, config, ended, now);
        } else {
          EventQueue.giveUp(transaction, event, event.attempts() + 1, ended.text());
          tell(transaction, event, config.failure(), Condition.RETRIES_EXHAUSTED, ended, 1, now);
        }
      }
    }
  }

  /// An event does not outlive its age: it is looked at again when that is over.
  private void retry(
      Transaction transaction,
      EventQueue.Waiting event,
      InvokeConfig config,
      Ended ended,
      Instant now) {
    var due = now.plus(pauses.get(event.attempts()));
    var end = event.at().plus(config.longest());
    EventQueue.retry(transaction, event, due.isBefore(end) ? due : end);
    if (ended instanceof Ended.Errored answer) {
      EventQueue.answered(transaction, event, answer);
    }
  }

  boolean isTooOld(Transaction transaction, EventQueue.Waiting event, Instant now) {
    return !now.isBefore(event.at().plus(config(transaction, event).longest()));
  }

  /// Gives up an event that found no turn, or no further one, in its time.
  void expire(Transaction transaction, EventQueue.Waiting event, Instant now) {
    var last =
        EventQueue.lastAnswer(transaction, event)
            .orElseGet(() -> new Ended.Failed("EventAgeExceeded"));
    EventQueue.giveUp(
        transaction,
        event,
        event.attempts(),
        "the event was too old" + (last instanceof Ended.Failed ? "" : ": " + last.text()));
    tell(
        transaction,
        event,
        config(transaction, event).failure(),
        Condition.EVENT_AGE_EXCEEDED,
        last,
        0,
        now);
  }

  private static InvokeConfig config(Transaction transaction, EventQueue.Waiting event) {
    return InvokeConfig.find(transaction, event.function()).orElse(InvokeConfig.NONE);
  }

  private static void tell(
      Transaction transaction,
      EventQueue.Waiting event,
      String destination,
      Condition condition,
      Ended ended,
      int further,
      Instant now) {
    Optional<String> role = Definitions.find(transaction, event.function()).map(Definition::role);
    if (destination.isEmpty() || role.isEmpty()) {
      return;
    }
    Deliveries.add(
        transaction,
        event,
        role.get(),
        destination,
        DestinationRecord.of(event, condition, ended, event.attempts() + further, now),
        now);
  }
}
