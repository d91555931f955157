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

/// The table of functions.
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

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Definitions() {}

  static Optional<Definition> find(Transaction transaction, FunctionArn arn) {
    return transaction.one(
        "select * from lambda_function where region = ? and account = ? and name = ?",
        Definitions::read,
        arn.region(),
        arn.account(),
        arn.name());
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
        Definitions::read,
        region,
        account,
        marker,
        most);
  }

  static Set<String> hashes(Transaction transaction) {
    return new HashSet<>(
        transaction.all("select distinct hash from lambda_function", row -> row.text("hash")));
  }

  static void delete(Transaction transaction, FunctionArn arn) {
    transaction.update(
        "delete from lambda_function where region = ? and account = ? and name = ?",
        arn.region(),
        arn.account(),
        arn.name());
  }

  static void put(Transaction transaction, Definition d) {
    transaction.update(
        "insert or replace into lambda_function(region, account, name, description, role, runtime, handler,"
            + " timeout, memory, architecture, variables, log_group, tags, zip, hash, size, revision, modified)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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

  /// Tags are the function's, not of any state of it: nothing else of it is another.
  static void tag(Transaction transaction, FunctionArn arn, Map<String, String> tags) {
    transaction.update(
        "update lambda_function set tags = ? where region = ? and account = ? and name = ?",
        json(tags),
        arn.region(),
        arn.account(),
        arn.name());
  }

  private static Definition read(Row row) {
    return new Definition(
        new FunctionArn(row.text("region"), row.text("account"), row.text("name")),
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
