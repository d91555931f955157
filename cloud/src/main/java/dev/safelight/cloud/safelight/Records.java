package dev.safelight.cloud.safelight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.safelight.cloud.audit.AuditRecord;

/// A record as JSON.
final class Records {
  private Records() {}

  static void write(AuditRecord record, ObjectNode into) {
    head(record, into);
    var decisions = into.putArray("decisions");
    for (var decided : record.decisions()) {
      var by =
          decisions
              .addObject()
              .put("action", decided.action())
              .put("resource", decided.resource())
              .put("verdict", decided.verdict())
              .putArray("by");
      decided.by().forEach(by::add);
    }
  }

  /// Who did what and what it was answered.
  static void head(AuditRecord record, ObjectNode into) {
    into.put("requestId", record.id())
        .put("at", record.at().toString())
        .put("caller", record.caller())
        .put("accessKeyId", record.accessKeyId())
        .put("sourceAddress", record.sourceAddress())
        .put("service", record.service())
        .put("operation", record.operation())
        .put("code", record.code())
        .put("message", record.message());
  }
}
