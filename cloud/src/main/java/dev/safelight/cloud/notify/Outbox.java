package dev.safelight.cloud.notify;

import dev.safelight.cloud.call.Event;
import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.util.List;

/// Events that are not delivered yet, in the order of their commits. Thread-safe.
public final class Outbox {
  public static final String SCHEMA =
      """
      create table if not exists outbox(
        seq integer primary key autoincrement, principal text not null, source_arn text not null,
        source_account text not null, destination text not null, document text not null,
        attempts integer not null, due integer not null, failure text not null) strict;
      """;

  /// An event with its place in the outbox and how often its delivery was tried.
  record Pending(long seq, Event event, int attempts) {}

  /// An event that was given up, and why.
  public record Undelivered(Event event, String failure) {}

  public void keep(Transaction transaction, List<Event> events, Instant now) {
    for (var event : events) {
      transaction.update(
          "insert into outbox(principal, source_arn, source_account, destination, document, attempts, due, failure)"
              + " values (?, ?, ?, ?, ?, 0, ?, '')",
          event.principal(),
          event.sourceArn(),
          event.sourceAccount(),
          event.destination(),
          event.document(),
          now);
    }
  }

  /// Those whose time has come.
  List<Pending> due(Transaction transaction, Instant now) {
    return transaction.all(
        "select * from outbox where failure = '' and due <= ? order by seq limit 100",
        row -> new Pending(row.number("seq"), event(row), (int) row.number("attempts")),
        now);
  }

  /// How long until the next one is due, in milliseconds; a minute where none waits.
  long pause(Transaction transaction, Instant now) {
    return transaction
        .one(
            "select min(due) as due from outbox where failure = '' having count(*) > 0",
            row -> Math.max(1, row.instant("due").toEpochMilli() - now.toEpochMilli()))
        .orElse(60_000L);
  }

  void delivered(Transaction transaction, long seq) {
    transaction.update("delete from outbox where seq = ?", seq);
  }

  void retry(Transaction transaction, long seq, Instant due) {
    transaction.update(
        "update outbox set attempts = attempts + 1, due = ? where seq = ?", due, seq);
  }

  void giveUp(Transaction transaction, long seq, String failure) {
    transaction.update("update outbox set failure = ? where seq = ?", failure, seq);
  }

  /// The events that nobody could be told, the newest first.
  public List<Undelivered> undelivered(Transaction transaction) {
    return transaction.all(
        "select * from outbox where failure <> '' order by seq desc limit 1000",
        row -> new Undelivered(event(row), row.text("failure")));
  }

  private static Event event(Row row) {
    return new Event(
        row.text("principal"),
        row.text("source_arn"),
        row.text("source_account"),
        row.text("destination"),
        row.text("document"));
  }
}
