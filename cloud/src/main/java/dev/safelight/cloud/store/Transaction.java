package dev.safelight.cloud.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// One unit of reading and writing. Parameters are `String`, `Long`, `Integer`, `Boolean`, `byte[]`
/// or [Instant] (kept as milliseconds). Used by one thread, inside [Store#write] or [Store#read]
/// only.
public final class Transaction {
  private final Connection database;
  private final Map<String, PreparedStatement> prepared;
  private final List<Runnable> afterCommit = new ArrayList<>();
  private int savepoints;

  Transaction(Connection database, Map<String, PreparedStatement> prepared) {
    this.database = database;
    this.prepared = prepared;
  }

  public <T> List<T> all(String sql, Function<Row, T> mapper, Object... parameters) {
    try (var set = bound(sql, parameters).executeQuery()) {
      var rows = new ArrayList<T>();
      var row = new Row(set);
      while (set.next()) {
        rows.add(mapper.apply(row));
      }
      return rows;
    } catch (SQLException broken) {
      throw new StoreException(sql, broken);
    }
  }

  public <T> Optional<T> one(String sql, Function<Row, T> mapper, Object... parameters) {
    try (var set = bound(sql, parameters).executeQuery()) {
      return set.next() ? Optional.of(mapper.apply(new Row(set))) : Optional.empty();
    } catch (SQLException broken) {
      throw new StoreException(sql, broken);
    }
  }

  public boolean exists(String sql, Object... parameters) {
    return one(sql, _ -> true, parameters).isPresent();
  }

  /// How many rows changed.
  public int update(String sql, Object... parameters) {
    try {
      return bound(sql, parameters).executeUpdate();
    } catch (SQLException broken) {
      throw new StoreException(sql, broken);
    }
  }

  /// Runs `work`; where it throws, what it changed is undone, what was changed before stays.
  public <T> T attempt(Supplier<T> work) {
    var name = "attempt" + savepoints++;
    int tasks = afterCommit.size();
    execute("savepoint " + name);
    boolean done = false;
    try {
      var result = work.get();
      done = true;
      return result;
    } finally {
      if (!done) {
        execute("rollback to " + name);
        afterCommit.subList(tasks, afterCommit.size()).clear();
      }
      execute("release " + name);
    }
  }

  /// Runs `task` once the transaction is on disk, such as unlinking a file that nothing names any
  /// more.
  public void afterCommit(Runnable task) {
    afterCommit.add(task);
  }

  List<Runnable> afterCommit() {
    return afterCommit;
  }

  void execute(String sql) {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    } catch (SQLException broken) {
      throw new StoreException(sql, broken);
    }
  }

  private PreparedStatement bound(String sql, Object... parameters) throws SQLException {
    var statement = prepared.get(sql);
    if (statement == null) {
      statement = database.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < parameters.length; i++) {
      switch (parameters[i]) {
        case String text -> statement.setString(i + 1, text);
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case Boolean flag -> statement.setInt(i + 1, flag ? 1 : 0);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case Instant moment -> statement.setLong(i + 1, moment.toEpochMilli());
        default -> throw new IllegalArgumentException("no column type for " + parameters[i]);
      }
    }
    return statement;
  }

  static Map<String, PreparedStatement> statements() {
    return new HashMap<>();
  }
}
