package dev.safelight.cloud.logs;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.util.List;
import java.util.Optional;

/// The tables of groups and streams.
final class Tables {
  static final List<String> SCHEMA =
      List.of(
          """
          create table if not exists logs_group(
            id integer primary key, region text not null, account text not null, name text not null,
            created integer not null, retention integer not null, unique(region, account, name)) strict
          """,
          """
          create table if not exists logs_stream(
            id integer primary key, region text not null, account text not null,
            grp integer not null references logs_group(id), name text not null,
            created integer not null, first integer not null, last integer not null,
            ingested integer not null, unique(grp, name)) strict
          """,
          """
          create table if not exists logs_event(
            seq integer primary key autoincrement, stream integer not null references logs_stream(id),
            at integer not null, ingested integer not null, message text not null) strict
          """,
          """
          create table if not exists logs_tag(
            grp integer not null references logs_group(id), key text not null, value text not null,
            primary key(grp, key)) strict, without rowid
          """,
          "create index if not exists logs_event_order on logs_event(stream, at, seq)");

  /// In milliseconds.
  static final long DAY = 86_400_000;

  private Tables() {}

  /// A group's row.
  ///
  /// @param retention in days; 0 where events never expire
  record GroupRow(long id, Group group, long created, int retention) {
    /// The oldest moment that has not expired, in milliseconds.
    long oldest(long now) {
      return retention == 0 ? Long.MIN_VALUE : now - retention * DAY;
    }
  }

  /// A stream's row; without events its last three moments are 0.
  record StreamRow(long id, String name, long created, long first, long last, long ingested) {
    boolean isEmpty() {
      return ingested == 0;
    }
  }

  static Optional<GroupRow> find(Transaction transaction, Group group) {
    return transaction.one(
        "select * from logs_group where region = ? and account = ? and name = ?",
        Tables::group,
        group.region(),
        group.account(),
        group.name());
  }

  static GroupRow require(Transaction transaction, Group group) {
    return find(transaction, group)
        .orElseThrow(() -> notFound("The specified log group does not exist."));
  }

  /// The same for the operations that name it by its ARN.
  static GroupRow resource(Transaction transaction, Group group) {
    return find(transaction, group)
        .orElseThrow(() -> notFound("The specified resource does not exist."));
  }

  static Optional<StreamRow> find(Transaction transaction, GroupRow group, String stream) {
    return transaction.one(
        "select * from logs_stream where grp = ? and name = ?", Tables::stream, group.id(), stream);
  }

  static StreamRow require(Transaction transaction, GroupRow group, String stream) {
    return find(transaction, group, stream)
        .orElseThrow(() -> notFound("The specified log stream does not exist."));
  }

  static void createGroup(Transaction transaction, Group group, long now) {
    if (find(transaction, group).isPresent()) {
      throw new Fault(
          400, "ResourceAlreadyExistsException", "The specified log group already exists");
    }
    transaction.update(
        "insert into logs_group(region, account, name, created, retention) values (?, ?, ?, ?, 0)",
        group.region(),
        group.account(),
        group.name(),
        now);
  }

  static void createStream(Transaction transaction, GroupRow group, String stream, long now) {
    if (find(transaction, group, stream).isPresent()) {
      throw new Fault(
          400, "ResourceAlreadyExistsException", "The specified log stream already exists");
    }
    transaction.update(
        "insert into logs_stream(region, account, grp, name, created, first, last, ingested)"
            + " values (?, ?, ?, ?, ?, 0, 0, 0)",
        group.group().region(),
        group.group().account(),
        group.id(),
        stream,
        now);
  }

  static void deleteGroup(Transaction transaction, GroupRow group) {
    transaction.update(
        "delete from logs_event where stream in (select id from logs_stream where grp = ?)",
        group.id());
    transaction.update("delete from logs_stream where grp = ?", group.id());
    transaction.update("delete from logs_tag where grp = ?", group.id());
    transaction.update("delete from logs_group where id = ?", group.id());
  }

  static void deleteStream(Transaction transaction, StreamRow stream) {
    transaction.update("delete from logs_event where stream = ?", stream.id());
    transaction.update("delete from logs_stream where id = ?", stream.id());
  }

  static void retain(Transaction transaction, GroupRow group, int days) {
    transaction.update("update logs_group set retention = ? where id = ?", days, group.id());
  }

  /// How many bytes a group holds, as AWS counts them.
  static long stored(Transaction transaction, GroupRow group) {
    return transaction
        .one(
            "select coalesce(sum(length(cast(message as blob)) + ?), 0) as bytes from logs_event"
                + " where stream in (select id from logs_stream where grp = ?)",
            row -> row.number("bytes"),
            LogEvent.OVERHEAD,
            group.id())
        .orElse(0L);
  }

  /// Groups in the order of their names, after `marker`.
  ///
  /// @param part what their names contain
  static List<GroupRow> groups(
      Transaction transaction,
      String region,
      String account,
      String prefix,
      String part,
      String marker,
      int most) {
    return transaction.all(
        "select * from logs_group where region = ? and account = ? and substr(name, 1, length(?)) = ?"
            + " and instr(lower(name), lower(?)) > 0 and name > ? order by name limit ?",
        Tables::group,
        region,
        account,
        prefix,
        prefix,
        part,
        marker,
        most);
  }

  static List<StreamRow> streams(Transaction transaction, GroupRow group, String prefix) {
    return transaction.all(
        "select * from logs_stream where grp = ? and substr(name, 1, length(?)) = ? order by name",
        Tables::stream,
        group.id(),
        prefix,
        prefix);
  }

  private static GroupRow group(Row row) {
    return new GroupRow(
        row.number("id"),
        new Group(row.text("region"), row.text("account"), row.text("name")),
        row.number("created"),
        (int) row.number("retention"));
  }

  private static StreamRow stream(Row row) {
    return new StreamRow(
        row.number("id"),
        row.text("name"),
        row.number("created"),
        row.number("first"),
        row.number("last"),
        row.number("ingested"));
  }

  static Fault notFound(String message) {
    return new Fault(400, "ResourceNotFoundException", message);
  }
}
