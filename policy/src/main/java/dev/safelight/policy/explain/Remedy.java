package dev.safelight.policy.explain;

import dev.safelight.policy.Attached;
import dev.safelight.policy.Deciding;
import dev.safelight.policy.Decision;
import dev.safelight.policy.Engine;
import dev.safelight.policy.Fit;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.condition.Truth;
import dev.safelight.policy.document.Dialect;
import dev.safelight.policy.document.Effect;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.document.Statement;
import java.util.ArrayList;
import java.util.List;

/// What it takes to turn a denial round; immutable.
///
/// `narrow` are the Deny statements that apply: each has to be changed, for no Allow overrides a
/// Deny. `grants` are the statements to add, on whichever sides one is missing. Both are empty when
/// the query is allowed. `query` is the query after the change, which the engine allows; only a
/// query whose action no statement can name stays denied.
public record Remedy(List<Deciding> narrow, List<Grant> grants, Query query) {
  /// More than there are types and levels.
  private static final int MOST = 2 * PolicyType.values().length * Attached.LEVELS;

  public Remedy {
    narrow = List.copyOf(narrow);
    grants = List.copyOf(grants);
  }

  public static Remedy of(Query query) {
    var fit = new Fit(query);
    var narrow = new ArrayList<Deciding>();
    var policies = new ArrayList<Attached>();
    for (var attached : query.policies()) {
      policies.add(without(attached, fit, narrow));
    }
    var grants = new ArrayList<Grant>();
    var now = with(query, policies);
    while (grants.size() < MOST
        && Engine.decide(now) instanceof Decision.ImplicitlyDenied(var missing)) {
      var grant = grant(now, missing);
      var added = policy(grant);
      if (added.isEmpty()) {
        break;
      }
      grants.add(grant);
      policies.add(new Attached(grant.type(), "added", added.getFirst(), grant.level()));
      now = with(query, policies);
    }
    return new Remedy(narrow, grants, now);
  }

  /// A policy without the Deny statements that apply, which are noted.
  private static Attached without(Attached attached, Fit fit, List<Deciding> narrow) {
    if (!fit.concerns(attached.type())) {
      return attached;
    }
    var kept = new ArrayList<Statement>();
    for (var statement : attached.policy().statements()) {
      if (statement.effect() == Effect.DENY && fit.whole(statement) != Truth.NO) {
        narrow.add(Deciding.of(attached, statement));
      } else {
        kept.add(statement);
      }
    }
    var policy = attached.policy();
    return new Attached(
        attached.type(),
        attached.name(),
        new Policy(policy.version(), policy.id(), kept),
        attached.level());
  }

  /// Where the resource lets the requester in and still its policy is blamed, it named no more than
  /// the account: what is missing is the requester's own.
  private static Grant grant(Query query, PolicyType missing) {
    var type = missing.isOnResource() && opens(query, missing, 0) ? PolicyType.IDENTITY : missing;
    var level = level(query, type);
    var into = new ArrayList<String>();
    for (var attached : query.policies()) {
      if (attached.type() == type
          && attached.level() == level
          && !attached.policy().statements().isEmpty()) {
        into.add(attached.name());
      }
    }
    return new Grant(type, level, into, Wanted.statement(query, type));
  }

  /// The first level of policies of a type that is silent; zero where there are none.
  private static int level(Query query, PolicyType type) {
    for (int level = 0; level < Attached.LEVELS; level++) {
      if (has(query, type, level) && !opens(query, type, level)) {
        return level;
      }
    }
    return 0;
  }

  private static boolean has(Query query, PolicyType type, int level) {
    return query.policies().stream().anyMatch(it -> it.type() == type && it.level() == level);
  }

  private static boolean opens(Query query, PolicyType type, int level) {
    var fit = new Fit(query);
    for (var attached : query.policies()) {
      if (attached.type() == type && (type.isOnResource() || attached.level() == level)) {
        for (var statement : attached.policy().statements()) {
          if (statement.effect() == Effect.ALLOW && fit.whole(statement) == Truth.YES) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// Empty where the action is none that a statement can name.
  private static List<Policy> policy(Grant grant) {
    var document =
        "{\"Version\":\"" + Policy.VERSION + "\",\"Statement\":[" + grant.statement() + "]}";
    try {
      return List.of(Policy.parse(document, grant.type().kind(), Dialect.COLLECTED));
    } catch (MalformedPolicy _) {
      return List.of();
    }
  }

  private static Query with(Query query, List<Attached> policies) {
    return new Query(
        query.requester(),
        query.action(),
        query.resource(),
        query.resourceAccount(),
        query.context(),
        policies);
  }
}
