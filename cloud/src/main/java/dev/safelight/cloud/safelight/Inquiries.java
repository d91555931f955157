package dev.safelight.cloud.safelight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.safelight.cloud.audit.Audit;
import dev.safelight.cloud.audit.Audit.Numbered;
import dev.safelight.cloud.audit.AuditRecord;
import dev.safelight.cloud.authorise.Authoriser;
import dev.safelight.cloud.authorise.Population;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Answers questions about what was decided and what would be, as JSON: the service answers them
/// for a running environment, [dev.safelight.cloud.Stopped] for one that is not. Reads only.
/// Thread-safe.
public final class Inquiries {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PAGE = 500;

  private final Audit audit;
  private final Explained explained;
  private final Authoriser authoriser;
  private final Population population;

  public Inquiries(Audit audit, Authoriser authoriser, Population population) {
    this.audit = audit;
    this.explained = new Explained(new Since(authoriser));
    this.authoriser = authoriser;
    this.population = population;
  }

  /// The record of a request.
  ///
  /// @throws Fault `ResourceNotFoundException`
  AuditRecord require(String requestId, Transaction transaction) {
    return audit
        .find(transaction, requestId)
        .orElseThrow(() -> missing("The trail has no record of the request " + requestId + "."));
  }

  /// Why a call was decided as it was.
  ///
  /// @throws Fault `ResourceNotFoundException`
  public JsonNode explain(String requestId, Transaction transaction) {
    return explain(require(requestId, transaction), transaction);
  }

  /// The same of the latest call, what was asked here left out.
  public JsonNode explainLatest(boolean denied, Transaction transaction) {
    var latest = newest(record -> !isOwn(record) && (!denied || isDenied(record)), 1, transaction);
    if (latest.isEmpty()) {
      throw missing(denied ? "The trail holds no denied call." : "The trail holds no call.");
    }
    return explain(latest.getFirst().record(), transaction);
  }

  private JsonNode explain(AuditRecord record, Transaction transaction) {
    return explained.json(record, audit.evidence(transaction, record.id()), transaction);
  }

  private static Fault missing(String message) {
    return new Fault(400, "ResourceNotFoundException", message);
  }

  /// Records, the oldest first.
  public JsonNode records(
      long after, int most, boolean denied, boolean own, Transaction transaction) {
    Predicate<AuditRecord> wanted =
        record -> (own || !isOwn(record)) && (!denied || isDenied(record));
    var root = JSON.createObjectNode();
    var list = root.putArray("records");
    long last = audit.last(transaction);
    var found =
        after < 0 ? newest(wanted, most, transaction) : following(wanted, after, most, transaction);
    for (var one : found) {
      Records.write(one.record(), list.addObject().put("number", one.number()));
    }
    return root.put("last", found.size() == most ? found.getLast().number() : last);
  }

  /// Who may do something, and by which statement.
  public JsonNode principals(
      String account, String action, String resource, Transaction transaction) {
    return WhoCan.json(
        World.now(authoriser, population, account, transaction), account, action, resource);
  }

  private List<Numbered> newest(Predicate<AuditRecord> wanted, int most, Transaction transaction) {
    var found = new ArrayList<Numbered>();
    for (long before = Long.MAX_VALUE; found.size() < most; ) {
      var page = audit.before(transaction, before, PAGE);
      page.stream().filter(one -> wanted.test(one.record())).forEach(found::add);
      if (page.size() < PAGE) {
        break;
      }
      before = page.getLast().number();
    }
    return found.subList(0, Math.min(most, found.size())).reversed();
  }

  private List<Numbered> following(
      Predicate<AuditRecord> wanted, long after, int most, Transaction transaction) {
    var found = new ArrayList<Numbered>();
    for (long from = after; found.size() < most; ) {
      var page = audit.after(transaction, from, PAGE);
      page.stream().filter(one -> wanted.test(one.record())).forEach(found::add);
      if (page.size() < PAGE) {
        break;
      }
      from = page.getLast().number();
    }
    return found.subList(0, Math.min(most, found.size()));
  }

  /// A question that was answered here. One that was denied is no less an event than others.
  private static boolean isOwn(AuditRecord record) {
    return record.service().equals("safelight") && record.succeeded();
  }

  private static boolean isDenied(AuditRecord record) {
    return record.code().equals("AccessDenied")
        || record.code().equals("AccessDeniedException")
        || record.decisions().stream().anyMatch(it -> !it.verdict().equals("Allowed"));
  }
}
