package dev.safelight.cloud.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The tables of functions and of their published versions.
final class Definitions {
  static final String SCHEMA =
      """
      create table if not exists lambda_function(
        region text not null, account text not null, name text not null, description text not null,
        role text not null, runtime text not null, handler text not null, timeout integer not null,
        memory integer not null, architecture text not null, variables text not null,
        log_group text not null, tags text not null, zip text not null, hash text not null,
        size integer not null, revision text not null, modified text not null,
        primary key(region, account, name)) strict
      """;

  /// Numbers are never used again, even for a function that is deleted and made anew.
  static final String VERSIONS =
      """
      create table if not exists lambda_version(
        region text not null, account text not null, name text not null, version integer not null,
        description text not null, role text not null, runtime text not null, handler text not null,
        timeout integer not null, memory integer not null, architecture text not null,
        variables text not null, log_group text not null, tags text not null, zip text not null,
        hash text not null, size integer not null, revision text not null, modified text not null,
        primary key(region, account, name, version)) strict
      """;

  static final String NUMBERS =
      """
      create table if not exists lambda_version_number(
        region text not null, account text not null, name text not null, last integer not null,
        primary key(region, account, name)) strict
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Definitions() {}

  /// A function, or the version that a qualifier means.
  static Optional<Definition> find(Transaction transaction, FunctionArn arn) {
    if (arn.qualifier().isEmpty()) {
      return transaction.one(
          "select * from lambda_function where region = ? and account = ? and name = ?",
          row -> read(row, FunctionArn.LATEST),
          arn.region(),
          arn.account(),
          arn.name());
    }
    if (!arn.qualifier().matches("\\d{1,9}")) {
      return Aliases.find(transaction, arn)
          .map(alias -> arn.at(alias.version().equals(FunctionArn.LATEST) ? "" : alias.version()))
          .flatMap(version -> find(transaction, version));
    }
    return transaction.one(
        "select * from lambda_version where region = ? and account = ? and name = ? and version = ?",
        row -> read(row, Long.toString(row.number("version"))),
        arn.region(),
        arn.account(),
        arn.name(),
        Integer.valueOf(arn.qualifier()));
  }

  /// A function's published versions, the oldest first, after a number.
  static List<Definition> versions(
      Transaction transaction, FunctionArn function, long after, int most) {
    return transaction.all(
        "select * from lambda_version where region = ? and account = ? and name = ? and version > ?"
            + " order by version limit ?",
        row -> read(row, Long.toString(row.number("version"))),
        function.region(),
        function.account(),
        function.name(),
        after,
        most);
  }

  static Optional<Definition> newest(Transaction transaction, FunctionArn function) {
    return transaction.one(
        "select * from lambda_version where region = ? and account = ? and name = ?"
            + " order by version desc limit 1",
        row -> read(row, Long.toString(row.number("version"))),
        function.region(),
        function.account(),
        function.name());
  }

  /// The next version's number.
  static int number(Transaction transaction, FunctionArn function) {
    transaction.update(
        "insert into lambda_version_number(region, account, name, last) values (?, ?, ?, 1)"
            + " on conflict do update set last = last + 1",
        function.region(),
        function.account(),
        function.name());
    return transaction
        .one(
            "select last from lambda_version_number where region = ? and account = ? and name = ?",
            row -> (int) row.number("last"),
            function.region(),
            function.account(),
            function.name())
        .orElseThrow();
  }

  /// Whether a function or a version has its package in an object file.
  static boolean isUsed(Transaction transaction, String zip) {
    return transaction.exists("select 1 from lambda_function where zip = ?", zip)
        || transaction.exists("select 1 from lambda_version where zip = ?", zip);
  }

  /// @throws dev.safelight.cloud.call.Fault where there is none
  static Definition require(Transaction transaction, FunctionArn arn) {
    return find(transaction, arn).orElseThrow(() -> FunctionArn.notFound(arn));
  }

  /// In the order of their names, after `marker`.
  static List<Definition> list(
      Transaction transaction, String region, String account, String marker, int most) {
    return transaction.all(
        "select * from lambda_function where region = ? and account = ? and name > ? order by name limit ?",
        row -> read(row, FunctionArn.LATEST),
        region,
        account,
        marker,
        most);
  }

  static Set<String> hashes(Transaction transaction) {
    return new HashSet<>(
        transaction.all(
            "select hash from lambda_function union select hash from lambda_version",
            row -> row.text("hash")));
  }

  /// Forgets a function without its versions, or a version.
  static void delete(Transaction transaction, Definition d) {
    transaction.update(
        "delete from %s where region = ? and account = ? and name = ?".formatted(table(d))
            + (d.isLatest() ? "" : " and version = " + Integer.parseInt(d.version())),
        d.arn().region(),
        d.arn().account(),
        d.arn().name());
  }

  private static String table(Definition d) {
    return d.isLatest() ? "lambda_function" : "lambda_version";
  }

  static void put(Transaction transaction, Definition d) {
    transaction.update(
        "insert or replace into %s(region, account, name%s, description, role, runtime, handler,"
                .formatted(table(d), d.isLatest() ? "" : ", version")
            + " timeout, memory, architecture, variables, log_group, tags, zip, hash, size, revision, modified)"
            + " values (?, ?, ?%s, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                .formatted(d.isLatest() ? "" : ", " + Integer.parseInt(d.version())),
        d.arn().region(),
        d.arn().account(),
        d.arn().name(),
        d.description(),
        d.role(),
        d.runtime(),
        d.handler(),
        d.timeout(),
        d.memory(),
        d.architecture(),
        json(d.variables()),
        d.logGroup(),
        json(d.tags()),
        d.zip(),
        d.hash(),
        d.size(),
        d.revision(),
        d.modified());
  }

  private static Definition read(Row row, String version) {
    return new Definition(
        new FunctionArn(row.text("region"), row.text("account"), row.text("name")),
        version,
        row.text("description"),
        row.text("role"),
        row.text("runtime"),
        row.text("handler"),
        (int) row.number("timeout"),
        (int) row.number("memory"),
        row.text("architecture"),
        map(row.text("variables")),
        row.text("log_group"),
        map(row.text("tags")),
        row.text("zip"),
        row.text("hash"),
        row.number("size"),
        row.text("revision"),
        row.text("modified"));
  }

  private static String json(Map<String, String> map) {
    try {
      return JSON.writeValueAsString(map);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException("a map has no JSON", broken);
    }
  }

  private static Map<String, String> map(String json) {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException("a function's row holds no map but " + json, broken);
    }
  }
}
