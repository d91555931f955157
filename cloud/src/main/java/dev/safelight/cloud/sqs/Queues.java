package dev.safelight.cloud.sqs;

import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table of queues.
final class Queues {
  static final String SCHEMA =
      """
      create table if not exists sqs_queue(
        id integer primary key autoincrement, region text not null, account text not null,
        name text not null, created integer not null, modified integer not null,
        attributes text not null, principals text not null, tags text not null,
        purged integer not null, unique(region, account, name)) strict
      """;

  private Queues() {}

  /// A queue's row.
  ///
  /// @param id which no later queue of the same name has
  /// @param created in milliseconds, as `modified` and `purged`
  /// @param principals the ids that the users and roles had which its policy names
  /// @param purged when it was last purged; 0 for never
  record QueueRow(
      long id,
      Queue queue,
      long created,
      long modified,
      Attributes attributes,
      Map<String, String> principals,
      Map<String, String> tags,
      long purged) {
    QueueRow {
      principals = Map.copyOf(principals);
      tags = Map.copyOf(tags);
    }
  }

  static Optional<QueueRow> find(Transaction transaction, Queue queue) {
    return transaction.one(
        "select * from sqs_queue where region = ? and account = ? and name = ?",
        Queues::read,
        queue.region(),
        queue.account(),
        queue.name());
  }

  static QueueRow require(Transaction transaction, Queue queue) {
    return find(transaction, queue).orElseThrow(Faults::noQueue);
  }

  static Optional<QueueRow> find(Transaction transaction, long id) {
    return transaction.one("select * from sqs_queue where id = ?", Queues::read, id);
  }

  static void create(
      Transaction transaction,
      Queue queue,
      Attributes attributes,
      Map<String, String> principals,
      Map<String, String> tags,
      long now) {
    transaction.update(
        "insert into sqs_queue(region, account, name, created, modified, attributes, principals, tags, purged)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, 0)",
        queue.region(),
        queue.account(),
        queue.name(),
        now,
        now,
        Json.of(attributes.set()),
        Json.of(principals),
        Json.of(tags));
  }

  static void set(
      Transaction transaction,
      QueueRow row,
      Attributes attributes,
      Map<String, String> principals,
      long now) {
    transaction.update(
        "update sqs_queue set attributes = ?, principals = ?, modified = ? where id = ?",
        Json.of(attributes.set()),
        Json.of(principals),
        now,
        row.id());
  }

  static void tag(Transaction transaction, QueueRow row, Map<String, String> tags) {
    transaction.update("update sqs_queue set tags = ? where id = ?", Json.of(tags), row.id());
  }

  static void purged(Transaction transaction, QueueRow row, long now) {
    transaction.update("update sqs_queue set purged = ? where id = ?", now, row.id());
  }

  static void delete(Transaction transaction, QueueRow row) {
    transaction.update("delete from sqs_queue where id = ?", row.id());
  }

  /// In the order of their names, after `marker`.
  static List<QueueRow> list(
      Transaction transaction,
      String region,
      String account,
      String prefix,
      String marker,
      int most) {
    return transaction.all(
        "select * from sqs_queue where region = ? and account = ? and substr(name, 1, length(?)) = ?"
            + " and name > ? order by name limit ?",
        Queues::read,
        region,
        account,
        prefix,
        prefix,
        marker,
        most);
  }

  static List<QueueRow> all(Transaction transaction) {
    return transaction.all("select * from sqs_queue order by id", Queues::read);
  }

  private static QueueRow read(Row row) {
    return new QueueRow(
        row.number("id"),
        new Queue(row.text("region"), row.text("account"), row.text("name")),
        row.number("created"),
        row.number("modified"),
        new Attributes(Json.map(row.text("attributes"))),
        Json.map(row.text("principals")),
        Json.map(row.text("tags")),
        row.number("purged"));
  }
}
