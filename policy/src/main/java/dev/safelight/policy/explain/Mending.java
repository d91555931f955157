package dev.safelight.policy.explain;

import dev.safelight.policy.Attached;
import dev.safelight.policy.Deciding;
import dev.safelight.policy.Engine;
import dev.safelight.policy.Query;
import dev.safelight.policy.document.Actions;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.document.Principal;
import dev.safelight.policy.document.Principals;
import dev.safelight.policy.document.Resources;
import dev.safelight.policy.document.Statement;
import dev.safelight.policy.match.ArnPattern;
import dev.safelight.policy.match.MalformedPattern;
import dev.safelight.policy.match.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tries whether one more word in the nearest statement would be enough: advice that the engine
/// would not follow is not given.
final class Mending {
  private Mending() {}

  static boolean helps(Query query, Miss miss) {
    if (miss.failures().size() != 1) {
      return false;
    }
    var failure = miss.failures().getFirst();
    var policies = new ArrayList<Attached>();
    boolean found = false;
    for (var attached : query.policies()) {
      var statements = new ArrayList<Statement>();
      for (var statement : attached.policy().statements()) {
        var mended = Optional.<Statement>empty();
        if (!found && Deciding.of(attached, statement).equals(miss.statement())) {
          mended = mended(statement, failure, query);
          found = mended.isPresent();
        }
        statements.add(mended.orElse(statement));
      }
      var policy = attached.policy();
      policies.add(
          new Attached(
              attached.type(),
              attached.name(),
              new Policy(policy.version(), policy.id(), statements),
              attached.level()));
    }
    return found
        && Engine.decide(
                new Query(
                    query.requester(),
                    query.action(),
                    query.resource(),
                    query.resourceAccount(),
                    query.context(),
                    policies))
            .allows();
  }

  private static Optional<Statement> mended(Statement old, Failure failure, Query query) {
    var actions = old.actions();
    var resources = old.resources();
    var principals = old.principals();
    var conditions = old.conditions();
    if (failure.element().equals("Action") && actions instanceof Actions.Only(var patterns)) {
      actions = new Actions.Only(and(patterns, Wildcard.ignoringCase(query.action())));
    } else if (failure.element().equals("Resource")
        && resources instanceof Resources.Only(var patterns)) {
      try {
        var exact = ArnPattern.resource(Wanted.resource(query.resource()), true);
        resources = new Resources.Only(and(patterns, exact));
      } catch (MalformedPattern _) {
        return Optional.empty();
      }
    } else if (failure.element().equals("Principal")
        && principals instanceof Principals.Named(var named)) {
      principals = new Principals.Named(and(named, Principal.aws(query.requester().arn())));
    } else if (failure.element().startsWith("Condition.")) {
      conditions =
          conditions.stream()
              .filter(it -> !failure.element().equals(Inspection.element(it)))
              .toList();
    } else {
      return Optional.empty();
    }
    return Optional.of(
        new Statement(
            old.index(),
            old.line(),
            old.sid(),
            old.effect(),
            principals,
            actions,
            resources,
            conditions));
  }

  private static <T> List<T> and(List<T> list, T more) {
    var all = new ArrayList<T>(list);
    all.add(more);
    return all;
  }
}
