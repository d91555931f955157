package dev.safelight.cloud.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/// The row that a query stands on; valid only inside the mapper that it is handed to.
public final class Row {
  private final ResultSet set;

  Row(ResultSet set) {
    this.set = set;
  }

  /// A column's text; empty where the column is NULL.
  public String text(String column) {
    try {
      var text = set.getString(column);
      return text == null ? "" : text;
    } catch (SQLException broken) {
      throw new StoreException("no column " + column, broken);
    }
  }

  public long number(String column) {
    try {
      return set.getLong(column);
    } catch (SQLException broken) {
      throw new StoreException("no column " + column, broken);
    }
  }

  public byte[] bytes(String column) {
    try {
      var bytes = set.getBytes(column);
      return bytes == null ? new byte[0] : bytes;
    } catch (SQLException broken) {
      throw new StoreException("no column " + column, broken);
    }
  }

  /// A moment that was stored as an [Instant] parameter: milliseconds since 1970.
  public Instant instant(String column) {
    return Instant.ofEpochMilli(number(column));
  }
}
