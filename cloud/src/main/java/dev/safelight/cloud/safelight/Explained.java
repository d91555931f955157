package dev.safelight.cloud.safelight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.safelight.cloud.audit.AuditRecord;
import dev.safelight.cloud.audit.Evidence;
import dev.safelight.cloud.audit.Evidence.Asked;
import dev.safelight.cloud.authorise.Applied;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.Decision;
import dev.safelight.policy.Query;
import dev.safelight.policy.ResourceWords;
import dev.safelight.policy.explain.Explanation;
import dev.safelight.policy.explain.Miss;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A record with each of its decisions made again from its evidence, so that it can be told why.
final class Explained {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Since since;

  Explained(Since since) {
    this.since = since;
  }

  JsonNode json(AuditRecord record, Optional<Evidence> evidence, Transaction transaction) {
    var root = JSON.createObjectNode();
    Records.head(record, root);
    var decisions = root.putArray("decisions");
    var asked = evidence.map(Evidence::asked).orElse(List.of());
    for (int i = 0; i < record.decisions().size(); i++) {
      var decided = record.decisions().get(i);
      var entry =
          decisions
              .addObject()
              .put("action", decided.action())
              .put("resource", decided.resource())
              .put("verdict", decided.verdict());
      if (i < asked.size()) {
        explain(asked.get(i), decided.verdict(), entry, transaction);
      }
    }
    // Written before evidence was kept: what the record itself says is all there is.
    return root.put("hasEvidence", !asked.isEmpty() || record.decisions().isEmpty());
  }

  private void explain(Asked asked, String recorded, ObjectNode into, Transaction transaction) {
    var query = asked.query();
    var explanation = Explanation.of(query);
    into.put("requester", query.requester().arn())
        .put("resourceAccount", query.resourceAccount())
        .put("message", message(explanation))
        .put("engineAgrees", verdict(explanation.decision()).equals(recorded));
    var decidedBy = into.putArray("decidedBy");
    explanation.deciding().forEach(it -> Quoted.write(it, asked.policies(), decidedBy.addObject()));
    considered(explanation, asked.policies(), into);
    if (!explanation.misses().isEmpty()) {
      miss(explanation.misses().getFirst(), asked.policies(), into.putObject("nearest"));
    }
    var missing = into.putArray("missingKeys");
    explanation.missingKeys().forEach(missing::add);
    into.put("advice", explanation.fix());
    into.set("grants", Grants.of(explanation, asked.policies()));
    context(query, into.putObject("context"));
    changes(asked, into, transaction);
  }

  private static void considered(Explanation explanation, List<Applied> policies, ObjectNode into) {
    var list = into.putArray("considered");
    for (int i = 0; i < policies.size(); i++) {
      var considered = explanation.considered().get(i);
      var applied = policies.get(i);
      list.addObject()
          .put("type", considered.type().words())
          .put("policy", considered.name())
          .put("at", applied.place())
          .put("level", applied.policy().level())
          .put("sha256", applied.document().hash())
          .put("verdict", considered.verdict().words());
    }
  }

  private static void miss(Miss miss, List<Applied> policies, ObjectNode into) {
    Quoted.write(miss.statement(), policies, into);
    var failures = into.putArray("failures");
    for (var failure : miss.failures()) {
      var entry =
          failures
              .addObject()
              .put("element", failure.element())
              .put("known", failure.isKnown())
              .put("sentence", failure.sentence());
      var wanted = entry.putArray("wanted");
      failure.wanted().forEach(wanted::add);
      var actual = entry.putArray("actual");
      failure.actual().forEach(actual::add);
    }
  }

  private static void context(Query query, ObjectNode into) {
    query.context().keys().stream()
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .forEach(key -> {
          var values = into.putArray(key.toString());
          query.context().values(key).forEach(values::add);
        });
  }

  /// What of the policies is not as it was, and what would be decided now.
  private void changes(Asked asked, ObjectNode into, Transaction transaction) {
    var changes = into.putArray("changedSince");
    since
        .now(asked, transaction)
        .ifPresent(now -> {
          differences(asked.policies(), now.policies()).forEach(changes::add);
          into.put("verdictNow", verdict(now.decision()));
        });
  }

  private static List<String> differences(List<Applied> then, List<Applied> now) {
    var differences = new ArrayList<String>();
    for (var old : then) {
      var same = now.stream().filter(it -> isSamePlace(it, old)).findFirst();
      if (same.isEmpty()) {
        differences.add(name(old) + " is gone");
      } else if (!same.get().document().equals(old.document())) {
        differences.add(name(old) + " was changed");
      }
    }
    now.stream()
        .filter(it -> then.stream().noneMatch(old -> isSamePlace(it, old)))
        .forEach(it -> differences.add(name(it) + " is new"));
    return differences;
  }

  private static boolean isSamePlace(Applied one, Applied other) {
    return one.policy().type() == other.policy().type()
        && one.policy().name().equals(other.policy().name())
        && one.policy().level() == other.policy().level()
        && one.place().equals(other.place());
  }

  private static String name(Applied applied) {
    return "%s \"%s\"".formatted(applied.policy().type().words(), applied.policy().name());
  }

  private static String message(Explanation explanation) {
    var query = explanation.query();
    return switch (explanation.decision()) {
      case Decision.Allowed _ -> "";
      case Decision.Denied denied ->
          denied.message(
              query, query.action().startsWith("s3:") ? ResourceWords.QUOTED : ResourceWords.PLAIN);
    };
  }

  static String verdict(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> "Allowed";
      case Decision.ExplicitlyDenied _ -> "ExplicitlyDenied";
      case Decision.ImplicitlyDenied _ -> "ImplicitlyDenied";
    };
  }
}
