package dev.safelight.cloud.lambda;

import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The table of asynchronous events: those that wait for their function, and those that were given
/// up. A row goes when its function has succeeded, so a crash loses none.
final class EventQueue {
  static final String SCHEMA =
      """
      create table if not exists lambda_event(
        seq integer primary key autoincrement, id text not null, region text not null,
        account text not null, function text not null, payload blob not null, at integer not null,
        attempts integer not null, due integer not null, failure text not null) strict
      """;
  static final String INDEX =
      "create index if not exists lambda_event_due on lambda_event(failure, due)";

  /// What a function answered that is to be tried again: a destination is told the last answer.
  static final String ANSWERS =
      """
      create table if not exists lambda_event_answer(
        seq integer primary key, version text not null, error text not null,
        payload blob not null) strict
      """;

  private EventQueue() {}

  /// An event that waits.
  ///
  /// @param at when it was taken in
  /// @param attempts how often its function has failed
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Waiting(
      long sequence,
      String requestId,
      FunctionArn function,
      byte[] payload,
      Instant at,
      int attempts) {}

  static void add(
      Transaction transaction, FunctionArn function, String id, byte[] payload, Instant now) {
    transaction.update(
        "insert into lambda_event(id, region, account, function, payload, at, attempts, due, failure)"
            + " values (?, ?, ?, ?, ?, ?, 0, ?, '')",
        id,
        function.region(),
        function.account(),
        function.key(),
        payload,
        now,
        now);
  }

  /// The functions that events wait for, due or not.
  static List<FunctionArn> functions(Transaction transaction) {
    return transaction.all(
        "select distinct region, account, function from lambda_event where failure = ''",
        row -> FunctionArn.ofKey(row.text("region"), row.text("account"), row.text("function")));
  }

  static List<Waiting> due(Transaction transaction, FunctionArn function, Instant now, int most) {
    return transaction.all(
        "select * from lambda_event where failure = '' and due <= ? and region = ? and account = ?"
            + " and function = ? order by due, seq limit ?",
        row ->
            new Waiting(
                row.number("seq"),
                row.text("id"),
                function,
                row.bytes("payload"),
                row.instant("at"),
                (int) row.number("attempts")),
        now,
        function.region(),
        function.account(),
        function.key(),
        most);
  }

  /// Whether an event still waits for the attempt that it was read for.
  static boolean isWaiting(Transaction transaction, Waiting event) {
    return transaction.exists(
        "select 1 from lambda_event where seq = ? and attempts = ? and failure = ''",
        event.sequence(),
        event.attempts());
  }

  /// When the next event is due that is not due yet.
  static Optional<Instant> next(Transaction transaction, Instant now) {
    return transaction.one(
        "select due from lambda_event where failure = '' and due > ? order by due limit 1",
        row -> row.instant("due"),
        now);
  }

  static void done(Transaction transaction, Waiting event) {
    transaction.update("delete from lambda_event where seq = ?", event.sequence());
    forgetAnswer(transaction, event);
  }

  static void answered(Transaction transaction, Waiting event, Ended.Errored answer) {
    transaction.update(
        "insert or replace into lambda_event_answer(seq, version, error, payload) values (?, ?, ?, ?)",
        event.sequence(),
        answer.version(),
        answer.error(),
        answer.payload());
  }

  static Optional<Ended> lastAnswer(Transaction transaction, Waiting event) {
    return transaction.one(
        "select * from lambda_event_answer where seq = ?",
        row -> new Ended.Errored(row.text("version"), row.text("error"), row.bytes("payload")),
        event.sequence());
  }

  private static void forgetAnswer(Transaction transaction, Waiting event) {
    transaction.update("delete from lambda_event_answer where seq = ?", event.sequence());
  }

  static void retry(Transaction transaction, Waiting event, Instant due) {
    transaction.update(
        "update lambda_event set attempts = ?, due = ? where seq = ?",
        event.attempts() + 1,
        due,
        event.sequence());
  }

  /// @param attempts how many there were
  static void giveUp(Transaction transaction, Waiting event, int attempts, String failure) {
    transaction.update(
        "update lambda_event set attempts = ?, failure = ? where seq = ?",
        attempts,
        failure,
        event.sequence());
    forgetAnswer(transaction, event);
  }

  /// The newest first.
  static List<FailedEvent> failed(Transaction transaction, int most) {
    return transaction.all(
        "select * from lambda_event where failure <> '' order by seq desc limit ?",
        row ->
            new FailedEvent(
                row.text("id"),
                FunctionArn.ofKey(row.text("region"), row.text("account"), row.text("function"))
                    .toString(),
                row.instant("at"),
                (int) row.number("attempts"),
                row.text("failure")),
        most);
  }
}
