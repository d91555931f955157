package dev.safelight.cloud.logs;

import dev.safelight.cloud.store.Transaction;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/// Takes in a batch of events: refuses it where it breaks a rule as a whole, drops single events
/// that are too old or too new and says which. What has expired in the stream goes at the same
/// time. See AWS: PutLogEvents.
final class Batch {
  private static final int MOST_EVENTS = 10_000;
  private static final long DAY = 86_400_000;
  private static final long OLDEST = 14 * DAY;
  private static final long NEWEST = 2 * 3_600_000;

  private Batch() {}

  /// Which events were dropped; empty where none was.
  static Optional<RejectedLogEventsInfo> put(
      Transaction transaction,
      Tables.GroupRow group,
      Tables.StreamRow stream,
      List<InputLogEvent> events,
      long now) {
    check(events);
    transaction.update(
        "delete from logs_event where stream = ? and at < ?", stream.id(), group.oldest(now));
    int expired = before(events, group.oldest(now));
    int old = before(events, now - OLDEST);
    int fresh = before(events, now + NEWEST + 1);
    var taken = events.subList(Math.min(Math.max(expired, old), fresh), fresh);
    for (var event : taken) {
      transaction.update(
          "insert into logs_event(stream, at, ingested, message) values (?, ?, ?, ?)",
          stream.id(),
          event.timestamp(),
          now,
          event.message());
    }
    if (!taken.isEmpty()) {
      transaction.update(
          "update logs_stream set first = ?, last = ?, ingested = ? where id = ?",
          stream.isEmpty()
              ? taken.getFirst().timestamp()
              : Math.min(stream.first(), taken.getFirst().timestamp()),
          Math.max(stream.last(), taken.getLast().timestamp()),
          now,
          stream.id());
    }
    return rejected(events.size(), expired, old, fresh);
  }

  private static Optional<RejectedLogEventsInfo> rejected(
      int all, int expired, int old, int fresh) {
    if (expired == 0 && old == 0 && fresh == all) {
      return Optional.empty();
    }
    var info = RejectedLogEventsInfo.builder();
    if (expired > 0) {
      info.expiredLogEventEndIndex(expired);
    }
    if (old > 0) {
      info.tooOldLogEventEndIndex(old);
    }
    if (fresh < all) {
      info.tooNewLogEventStartIndex(fresh);
    }
    return Optional.of(info.build());
  }

  /// How many events are older than a moment; they are in order.
  private static int before(List<InputLogEvent> events, long moment) {
    return (int) events.stream().takeWhile(event -> event.timestamp() < moment).count();
  }

  private static void check(List<InputLogEvent> events) {
    if (events.isEmpty() || events.size() > MOST_EVENTS) {
      throw Invalid.parameter(
          "1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length between 1 and %d, was %d"
              .formatted(MOST_EVENTS, events.size()));
    }
    long bytes = 0;
    long last = Long.MIN_VALUE;
    for (int i = 0; i < events.size(); i++) {
      var event = events.get(i);
      if (event.timestamp() == null || event.timestamp() < 0) {
        throw Invalid.parameter("logEvents.%d.member.timestamp must be 0 or more".formatted(i + 1));
      }
      if (event.message() == null || event.message().isEmpty()) {
        throw Invalid.parameter(
            "1 validation error detected: Value '' at 'logEvents.%d.member.message' failed to satisfy constraint: Member must have length greater than or equal to 1"
                .formatted(i + 1));
      }
      if (event.timestamp() < last) {
        throw Invalid.parameter(
            "Log events in a single PutLogEvents request must be in chronological order.");
      }
      last = event.timestamp();
      bytes += LogEvent.size(event.message());
    }
    if (last - events.getFirst().timestamp() > DAY) {
      throw Invalid.parameter(
          "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
    }
    if (bytes > LogEvent.MOST_BYTES) {
      throw Invalid.parameter(
          "Upload too large: %d bytes exceeds limit of %d".formatted(bytes, LogEvent.MOST_BYTES));
    }
  }
}
