package dev.safelight.policy.explain;

import dev.safelight.policy.Deciding;
import dev.safelight.policy.Decision;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.document.Effect;
import dev.safelight.policy.document.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Why a query is decided as it is; immutable.
///
/// `misses` are the Allow statements that came near, nearest first, and empty unless a grant is
/// missing. `missingKeys` are the condition keys that those statements, or the Deny that decided,
/// ask for and the request lacks.
public record Explanation(
    Query query,
    Decision decision,
    List<Considered> considered,
    List<Miss> misses,
    List<String> missingKeys) {
  public Explanation {
    considered = List.copyOf(considered);
    misses = List.copyOf(misses);
    missingKeys = List.copyOf(missingKeys);
  }

  public static Explanation of(Query query) {
    var decision = Engine.decide(query);
    var inspection = new Inspection(query);
    var considered =
        query.policies().stream()
            .map(it -> new Considered(it.type(), it.name(), inspection.verdict(it)))
            .toList();
    var misses =
        switch (decision) {
          case Decision.Allowed _, Decision.ExplicitlyDenied _ -> List.<Miss>of();
          case Decision.ImplicitlyDenied(var missing) -> misses(query, inspection, missing);
        };
    var missing =
        decision instanceof Decision.ExplicitlyDenied(_, var by)
            ? missingKeys(query, by)
            : missingKeys(misses);
    return new Explanation(query, decision, considered, misses, missing);
  }

  /// The statement that decided: the Deny, or the first that had to allow; empty when none did.
  public List<Deciding> deciding() {
    return switch (decision) {
      case Decision.Allowed(var by) -> by;
      case Decision.ExplicitlyDenied(_, var by) -> List.of(by);
      case Decision.ImplicitlyDenied _ -> List.of();
    };
  }

  /// What would allow it: statements to narrow, statements to add. Works it out anew each time.
  public Remedy remedy() {
    return Remedy.of(query);
  }

  /// The smallest change that would allow it, as a sentence; empty when it is allowed.
  public String fix() {
    return Fix.of(this);
  }

  /// Several lines for a person.
  public String text() {
    return ExplanationText.of(this);
  }

  /// The same as one JSON object on one line.
  public String json() {
    return ExplanationJson.of(this);
  }

  private static List<Miss> misses(Query query, Inspection inspection, PolicyType missing) {
    var misses = new ArrayList<Miss>();
    for (var attached : query.policies()) {
      if (!inspection.fit().concerns(attached.type()) || !couldGrant(attached.type(), missing)) {
        continue;
      }
      for (var statement : attached.policy().statements()) {
        var failures = inspection.failures(statement);
        if (isAllow(statement) && !failures.isEmpty()) {
          misses.add(new Miss(Deciding.of(attached, statement), failures));
        }
      }
    }
    // A wrong action says more against a statement than a missing key: the order of the elements.
    misses.sort(Comparator.comparingInt(Explanation::distance));
    return misses;
  }

  private static boolean couldGrant(PolicyType type, PolicyType missing) {
    return type == missing || (missing == PolicyType.IDENTITY && type.isOnResource());
  }

  private static boolean isAllow(Statement statement) {
    return statement.effect() == Effect.ALLOW;
  }

  private static int distance(Miss miss) {
    int distance = 0;
    for (var failure : miss.failures()) {
      distance +=
          switch (failure.element()) {
            case "Action", "NotAction" -> 100;
            case "Resource", "NotResource" -> 50;
            case "Principal", "NotPrincipal" -> 25;
            default -> 1;
          };
    }
    return distance;
  }

  /// What the Deny asks for: a negated condition holds where its key is missing.
  private static List<String> missingKeys(Query query, Deciding by) {
    Set<String> keys = new LinkedHashSet<>();
    for (var attached : query.policies()) {
      for (var statement : attached.policy().statements()) {
        if (!isAllow(statement) && Deciding.of(attached, statement).equals(by)) {
          for (var condition : statement.conditions()) {
            if (query.context().values(condition.key()).isEmpty()) {
              keys.add(condition.key().toString());
            }
          }
        }
      }
    }
    return List.copyOf(keys);
  }

  private static List<String> missingKeys(List<Miss> misses) {
    Set<String> keys = new LinkedHashSet<>();
    for (var miss : misses) {
      for (var failure : miss.failures()) {
        if (failure.actual().isEmpty() && failure.element().startsWith("Condition.")) {
          keys.add(failure.element().substring(failure.element().indexOf('.', 10) + 1));
        }
      }
    }
    return List.copyOf(keys);
  }
}
