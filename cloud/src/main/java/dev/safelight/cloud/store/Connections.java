package dev.safelight.cloud.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/// Opens connections to one database file, all with the same settings.
final class Connections {
  private final Path file;
  private final boolean durable;

  Connections(Path file, boolean durable) {
    this.file = file;
    this.durable = durable;
  }

  boolean isDurable() {
    return durable;
  }

  Session open() {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // FULL: in WAL mode the weaker NORMAL may lose the last commits when the power fails.
    config.setSynchronous(
        durable ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.OFF);
    config.setBusyTimeout(10_000);
    config.enforceForeignKeys(true);
    try {
      return new Session(config.createConnection("jdbc:sqlite:" + file), Transaction.statements());
    } catch (SQLException broken) {
      throw new StoreException("cannot open " + file, broken);
    }
  }

  /// Refuses a database that a newer Safelight wrote, before anything is changed.
  void requireVersion(Path root, int known) {
    if (!file.toFile().exists()) {
      return;
    }
    // Read-only, and no journal mode set: a database of another version stays byte for byte as it
    // is.
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    try (var connection = config.createConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var row = statement.executeQuery("pragma user_version")) {
      int found = row.getInt(1);
      if (found > known) {
        throw new DataDirectory.Unusable(
            "The data directory %s was written by a newer Safelight (format %d; this one knows %d): use that version, or another --data directory."
                .formatted(root, found, known));
      }
      // 0: a crash came before the first commit, so that nothing is in it.
      if (found > 0 && found < known) {
        throw new DataDirectory.Unusable(
            "The data directory %s was written by an earlier Safelight (format %d; this one writes %d) and cannot be taken over: use that version, or another --data directory."
                .formatted(root, found, known));
      }
    } catch (SQLException broken) {
      throw new DataDirectory.Unusable(
          "The data directory %s holds a database that cannot be read: %s"
              .formatted(root, broken.getMessage()));
    }
  }

  record Session(Connection database, Map<String, PreparedStatement> prepared)
      implements AutoCloseable {
    Transaction transaction() {
      return new Transaction(database, prepared);
    }

    void rollback() {
      try (var statement = database.createStatement()) {
        statement.execute("rollback");
      } catch (SQLException _) {
        // SQLite has already rolled back by itself, as it does when the disk is full.
      }
    }

    @Override
    public void close() {
      try {
        database.close();
      } catch (SQLException broken) {
        throw new StoreException("cannot close the database", broken);
      }
    }
  }
}
