package dev.safelight.cloud.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.safelight.cloud.authorise.Authorised.Judged;
import dev.safelight.cloud.authorise.Document;
import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

  /// What each record's decisions were made from: tables of their own, so that a data directory of
  /// an earlier version needs no rewriting and reading the trail does not read the evidence.
  public static final String EVIDENCE =
      """
      create table if not exists audit_evidence(
        seq integer primary key, scene integer not null, call text not null) strict;
      """;

  /// What evidence has in common: who asks, from where, under which policies. Each once.
  public static final String SCENES =
      """
      create table if not exists audit_scene(
        id integer primary key, hash text not null unique, scene text not null) strict;
      """;

  /// The policies that evidence names, each once, for as long as there are records.
  public static final String DOCUMENTS =
      """
      create table if not exists audit_document(hash text primary key, document text not null) strict;
      """;

  public static final List<String> STATEMENTS = List.of(SCHEMA, INDEX, EVIDENCE, SCENES, DOCUMENTS);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Hashes that are known to be kept; more than this many are forgotten and asked for again.
  private static final int MOST_KNOWN = 10_000;

  /// Scenes whose numbers are known, about a kilobyte each.
  private static final int MOST_SCENES = 2_000;

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> scenes = new ConcurrentHashMap<>();

  public Audit() {}

  /// Keeps a record.
  ///
  /// @param judged what its decisions were made from, in the same order
  public void record(Transaction transaction, AuditRecord record, List<Judged> judged) {
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
    if (judged.isEmpty()) {
      return;
    }
    long number = number(transaction, "select last_insert_rowid() as number");
    var written = EvidenceWriter.write(judged);
    transaction.update(
        "insert into audit_evidence(seq, scene, call) values (?, ?, ?)",
        number,
        scene(transaction, written.scene()),
        written.call());
    for (var one : judged) {
      for (var policy : one.policies()) {
        keep(transaction, policy.document());
      }
    }
  }

  private long scene(Transaction transaction, String scene) {
    var here = scenes.get(scene);
    if (here != null) {
      return here;
    }
    var kept = Document.of(scene);
    transaction.update(
        "insert or ignore into audit_scene(hash, scene) values (?, ?)", kept.hash(), kept.text());
    long number =
        number(transaction, "select id as number from audit_scene where hash = ?", kept.hash());
    transaction.afterCommit(() -> {
      if (scenes.size() >= MOST_SCENES) {
        scenes.clear();
      }
      scenes.put(scene, number);
    });
    return number;
  }

  private static long number(Transaction transaction, String query, Object... parameters) {
    return transaction.one(query, row -> row.number("number"), parameters).orElse(0L);
  }

  private void keep(Transaction transaction, Document document) {
    if (known.contains(document.hash())) {
      return;
    }
    transaction.update(
        "insert or ignore into audit_document(hash, document) values (?, ?)",
        document.hash(),
        document.text());
    // Only once it is on disk: a transaction that is undone takes the document with it.
    transaction.afterCommit(() -> {
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      known.add(document.hash());
    });
  }

  /// What a record's decisions were made from; empty where it holds no decision, or was written by
  /// a version that kept none.
  public Optional<Evidence> evidence(Transaction transaction, String id) {
    return transaction
        .one(
            """
            select scene.scene as scene, call from audit_evidence e join audit_scene scene on scene.id = e.scene
            where seq = (select seq from audit where id = ?)
            """,
            row -> new EvidenceWriter.Written(row.text("scene"), row.text("call")),
            id)
        .map(kept -> EvidenceReader.read(kept, hash -> document(transaction, hash)));
  }

  private static String document(Transaction transaction, String hash) {
    return transaction
        .one(
            "select document from audit_document where hash = ?", row -> row.text("document"), hash)
        .orElseThrow(
            () -> new IllegalStateException("the audit trail has lost the policy " + hash));
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

  /// A record and its number: later records have greater ones.
  public record Numbered(long number, AuditRecord record) {}

  /// The newest first.
  public List<Numbered> before(Transaction transaction, long number, int most) {
    return transaction.all(
        "select * from audit where seq < ? order by seq desc limit ?",
        Audit::numbered,
        number,
        most);
  }

  /// The oldest first.
  public List<Numbered> after(Transaction transaction, long number, int most) {
    return transaction.all(
        "select * from audit where seq > ? order by seq limit ?", Audit::numbered, number, most);
  }

  /// The number of the newest record; 0 where there is none.
  public long last(Transaction transaction) {
    return number(transaction, "select coalesce(max(seq), 0) as number from audit");
  }

  private static Numbered numbered(Row row) {
    return new Numbered(row.number("seq"), read(row));
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
