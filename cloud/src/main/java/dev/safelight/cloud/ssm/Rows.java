package dev.safelight.cloud.ssm;

import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of parameters: one for each version, the highest is the current one.
final class Rows {
  static final List<String> SCHEMA =
      List.of(
          """
          create table if not exists ssm_version(
            account text not null, region text not null, name text not null,
            version integer not null, type text not null, value text not null,
            description text not null, pattern text not null, modified integer not null,
            writer text not null, primary key(account, region, name, version)) strict, without rowid
          """,
          """
          create table if not exists ssm_tag(
            account text not null, region text not null, name text not null, key text not null,
            value text not null, primary key(account, region, name, key)) strict, without rowid
          """);

  /// Older ones than these go. AWS: "Working with parameter versions".
  private static final int MOST_VERSIONS = 100;

  private Rows() {}

  /// A version.
  ///
  /// @param pattern the regular expression that its value was held to; empty where none was
  /// @param writer the ARN of who put it
  record Version(
      ParameterName name,
      long version,
      String type,
      String value,
      String description,
      String pattern,
      Instant modified,
      String writer) {}

  static Optional<Version> find(Transaction transaction, ParameterName name) {
    return transaction.one(
        "select * from ssm_version where account = ? and region = ? and name = ? order by version"
            + " desc limit 1",
        Rows::read,
        name.account(),
        name.region(),
        name.text());
  }

  /// All versions, oldest first.
  static List<Version> history(Transaction transaction, ParameterName name) {
    return transaction.all(
        "select * from ssm_version where account = ? and region = ? and name = ? order by version",
        Rows::read,
        name.account(),
        name.region(),
        name.text());
  }

  /// The current versions of an account's parameters in a region, by name.
  static List<Version> all(Transaction transaction, String region, String account) {
    return transaction.all(
        "select * from ssm_version v where account = ? and region = ? and version = (select"
            + " max(version) from ssm_version w where w.account = v.account and w.region = v.region"
            + " and w.name = v.name) order by name",
        Rows::read,
        account,
        region);
  }

  static void insert(Transaction transaction, Version version) {
    var name = version.name();
    transaction.update(
        "insert into ssm_version(account, region, name, version, type, value, description, pattern,"
            + " modified, writer) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        name.account(),
        name.region(),
        name.text(),
        version.version(),
        version.type(),
        version.value(),
        version.description(),
        version.pattern(),
        version.modified(),
        version.writer());
    transaction.update(
        "delete from ssm_version where account = ? and region = ? and name = ? and version <= ?",
        name.account(),
        name.region(),
        name.text(),
        version.version() - MOST_VERSIONS);
  }

  /// Whether there was one.
  static boolean delete(Transaction transaction, ParameterName name) {
    transaction.update(
        "delete from ssm_tag where account = ? and region = ? and name = ?",
        name.account(),
        name.region(),
        name.text());
    return transaction.update(
            "delete from ssm_version where account = ? and region = ? and name = ?",
            name.account(),
            name.region(),
            name.text())
        > 0;
  }

  static Map<String, String> tags(Transaction transaction, ParameterName name) {
    var tags = new LinkedHashMap<String, String>();
    transaction
        .all(
            "select key, value from ssm_tag where account = ? and region = ? and name = ? order by"
                + " key",
            row -> Map.entry(row.text("key"), row.text("value")),
            name.account(),
            name.region(),
            name.text())
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
    return tags;
  }

  static void tag(Transaction transaction, ParameterName name, String key, String value) {
    transaction.update(
        "insert into ssm_tag(account, region, name, key, value) values (?, ?, ?, ?, ?) on"
            + " conflict(account, region, name, key) do update set value = excluded.value",
        name.account(),
        name.region(),
        name.text(),
        key,
        value);
  }

  static void untag(Transaction transaction, ParameterName name, String key) {
    transaction.update(
        "delete from ssm_tag where account = ? and region = ? and name = ? and key = ?",
        name.account(),
        name.region(),
        name.text(),
        key);
  }

  private static Version read(Row row) {
    return new Version(
        new ParameterName(row.text("region"), row.text("account"), row.text("name")),
        row.number("version"),
        row.text("type"),
        row.text("value"),
        row.text("description"),
        row.text("pattern"),
        row.instant("modified"),
        row.text("writer"));
  }
}
