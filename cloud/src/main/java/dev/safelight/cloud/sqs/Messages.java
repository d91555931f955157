package dev.safelight.cloud.sqs;

import dev.safelight.cloud.sqs.Queues.QueueRow;
import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table of messages. A message is in one queue, and there in one state:
///
/// * delayed: not yet visible, and never received from this queue (no handle);
/// * visible: its moment has come;
/// * in flight: received (it has a handle), and not visible until its time-out.
///
/// It leaves by being deleted, by outliving its queue's retention, or for the dead-letter queue.
/// See AWS: "Amazon SQS message lifecycle" and "visibility timeout".
final class Messages {
  static final String SCHEMA =
      """
      create table if not exists sqs_message(
        seq integer primary key autoincrement, queue integer not null, id text not null,
        body text not null, attributes text not null, trace text not null, sender text not null,
        sent integer not null, visible integer not null, received integer not null,
        first integer not null, handle text not null, source text not null) strict
      """;
  static final String BY_VISIBILITY =
      "create index if not exists sqs_message_visible on sqs_message(queue, visible, seq)";
  static final String BY_AGE =
      "create index if not exists sqs_message_sent on sqs_message(queue, sent)";

  private Messages() {}

  /// @param received how often
  /// @param first when it was first received, 0 for never
  /// @param source the ARN of the queue that it comes from as a dead letter; empty for others
  record MessageRow(
      long seq,
      String id,
      String body,
      Map<String, MessageAttribute> attributes,
      String trace,
      String sender,
      long sent,
      int received,
      long first,
      String source) {
    MessageRow {
      attributes = Map.copyOf(attributes);
    }

    MessageRow receivedAt(long now) {
      return new MessageRow(
          seq,
          id,
          body,
          attributes,
          trace,
          sender,
          sent,
          received + 1,
          first == 0 ? now : first,
          source);
    }
  }

  /// How many of a queue's messages are in each state.
  record Counts(long visible, long inFlight, long delayed) {}

  static void add(
      Transaction transaction, QueueRow queue, String id, Letter letter, String sender, long now) {
    transaction.update(
        "insert into sqs_message(queue, id, body, attributes, trace, sender, sent, visible, received, first, handle, source)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, '', '')",
        queue.id(),
        id,
        letter.body(),
        MessageAttribute.kept(letter.attributes()),
        letter.trace(),
        sender,
        now,
        now + letter.delay() * 1000L);
  }

  /// Forgets what has outlived a queue's retention.
  static void expire(Transaction transaction, QueueRow queue, long now) {
    transaction.update(
        "delete from sqs_message where queue = ? and sent <= ?",
        queue.id(),
        now - queue.attributes().retention() * 1000L);
  }

  static List<MessageRow> visible(Transaction transaction, QueueRow queue, long now, int most) {
    return transaction.all(
        "select * from sqs_message where queue = ? and visible <= ? order by visible, seq limit ?",
        Messages::read,
        queue.id(),
        now,
        most);
  }

  static boolean anyVisible(Transaction transaction, long queue, long now) {
    return transaction.exists(
        "select 1 from sqs_message where queue = ? and visible <= ? limit 1", queue, now);
  }

  /// When the next message becomes visible that is not.
  static Optional<Long> next(Transaction transaction, long queue, long now) {
    return transaction.one(
        "select visible from sqs_message where queue = ? and visible > ? order by visible limit 1",
        row -> row.number("visible"),
        queue,
        now);
  }

  /// Whether `most` messages are in flight.
  static boolean isFull(Transaction transaction, QueueRow queue, long now, int most) {
    return transaction.exists(
        "select 1 from sqs_message where queue = ? and visible > ? and handle <> '' limit 1 offset ?",
        queue.id(),
        now,
        most - 1);
  }

  /// Puts a message in flight.
  static MessageRow receive(
      Transaction transaction, MessageRow message, String handle, long now, long visible) {
    var received = message.receivedAt(now);
    transaction.update(
        "update sqs_message set received = ?, first = ?, handle = ?, visible = ? where seq = ?",
        received.received(),
        received.first(),
        handle,
        visible,
        message.seq());
    return received;
  }

  /// Moves a message to another queue, where it is visible at once. Its age stays: AWS keeps the
  /// moment it was sent.
  static void move(
      Transaction transaction, MessageRow message, QueueRow from, QueueRow to, long now) {
    transaction.update(
        "update sqs_message set queue = ?, visible = ?, handle = '', source = ? where seq = ?",
        to.id(),
        now,
        from.queue().toString(),
        message.seq());
  }

  /// When the message of a handle becomes visible again, if it is still that receipt's.
  static Optional<Long> visible(Transaction transaction, long queue, Handle handle) {
    return transaction.one(
        "select visible from sqs_message where seq = ? and queue = ? and handle = ?",
        row -> row.number("visible"),
        handle.seq(),
        queue,
        handle.text());
  }

  /// Deletes the message of a handle; one that was received again since stays.
  static void delete(Transaction transaction, long queue, Handle handle) {
    transaction.update(
        "delete from sqs_message where seq = ? and queue = ? and handle = ?",
        handle.seq(),
        queue,
        handle.text());
  }

  static void show(Transaction transaction, Handle handle, long visible) {
    transaction.update("update sqs_message set visible = ? where seq = ?", visible, handle.seq());
  }

  static void deleteAll(Transaction transaction, QueueRow queue) {
    transaction.update("delete from sqs_message where queue = ?", queue.id());
  }

  static Counts count(Transaction transaction, QueueRow queue, long now) {
    return transaction
        .one(
            """
            select coalesce(sum(visible <= ?), 0) as visible,
              coalesce(sum(visible > ? and handle <> ''), 0) as flight,
              coalesce(sum(visible > ? and handle = ''), 0) as late
            from sqs_message where queue = ?
            """,
            row -> new Counts(row.number("visible"), row.number("flight"), row.number("late")),
            now,
            now,
            now,
            queue.id())
        .orElseThrow();
  }

  private static MessageRow read(Row row) {
    return new MessageRow(
        row.number("seq"),
        row.text("id"),
        row.text("body"),
        MessageAttribute.of(row.text("attributes")),
        row.text("trace"),
        row.text("sender"),
        row.number("sent"),
        (int) row.number("received"),
        row.number("first"),
        row.text("source"));
  }
}
