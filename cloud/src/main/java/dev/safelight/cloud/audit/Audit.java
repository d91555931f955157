package dev.safelight.cloud.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The audit trail, written in the transaction of the call that it records: a call that cannot be
/// audited does not happen. Control characters that a client sends are escaped by JSON.
/// Thread-safe.
@SuppressWarnings(
    "exports") // the package is exported for its records; these methods are the road's
public final class Audit {
  public static final String SCHEMA =
      """
      create table if not exists audit(
        seq integer primary key autoincrement, id text not null, at integer not null, caller text not null,
        access_key text not null, address text not null, service text not null, operation text not null,
        code text not null, message text not null, decisions text not null) strict;
      """;
  public static final String INDEX = "create index if not exists audit_id on audit(id)";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public Audit() {}

  public void record(Transaction transaction, AuditRecord record) {
    transaction.update(
        "insert into audit(id, at, caller, access_key, address, service, operation, code, message, decisions)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        record.id(),
        record.at(),
        record.caller(),
        record.accessKeyId(),
        record.sourceAddress(),
        record.service(),
        record.operation(),
        record.code(),
        record.message(),
        json(record.decisions()));
  }

  /// The record of a request; a request has one.
  public Optional<AuditRecord> find(Transaction transaction, String id) {
    return transaction.one("select * from audit where id = ?", Audit::read, id);
  }

  /// The newest records first.
  ///
  /// @param most how many at the most
  public List<AuditRecord> newest(Transaction transaction, int most) {
    return transaction.all("select * from audit order by seq desc limit ?", Audit::read, most);
  }

  private static AuditRecord read(Row row) {
    return new AuditRecord(
        row.text("id"),
        row.instant("at"),
        row.text("caller"),
        row.text("access_key"),
        row.text("address"),
        row.text("service"),
        row.text("operation"),
        row.text("code"),
        row.text("message"),
        decisions(row.text("decisions")));
  }

  /// By hand, since reflection over records would cost a tenth of a second at every start.
  private static String json(List<AuditRecord.Decided> decisions) {
    var array = JSON.createArrayNode();
    for (var decided : decisions) {
      var by =
          array
              .addObject()
              .put("action", decided.action())
              .put("resource", decided.resource())
              .put("verdict", decided.verdict())
              .putArray("by");
      decided.by().forEach(by::add);
    }
    return array.toString();
  }

  private static List<AuditRecord.Decided> decisions(String json) {
    var decisions = new ArrayList<AuditRecord.Decided>();
    try {
      for (var decided : JSON.readTree(json)) {
        var by = new ArrayList<String>();
        decided.path("by").forEach(statement -> by.add(statement.asText()));
        decisions.add(
            new AuditRecord.Decided(
                decided.path("action").asText(),
                decided.path("resource").asText(),
                decided.path("verdict").asText(),
                by));
      }
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException("the audit trail holds no decisions but " + json, broken);
    }
    return decisions;
  }
}
