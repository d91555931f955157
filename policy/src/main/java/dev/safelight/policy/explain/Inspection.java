package dev.safelight.policy.explain;

import dev.safelight.policy.Attached;
import dev.safelight.policy.Fit;
import dev.safelight.policy.Query;
import dev.safelight.policy.condition.Condition;
import dev.safelight.policy.condition.Truth;
import dev.safelight.policy.document.Actions;
import dev.safelight.policy.document.Effect;
import dev.safelight.policy.document.Principal;
import dev.safelight.policy.document.Principals;
import dev.safelight.policy.document.Resources;
import dev.safelight.policy.document.Statement;
import java.util.ArrayList;
import java.util.List;

/// Looks at single statements through the engine's own eyes, so that an explanation cannot disagree
/// with the decision.
record Inspection(Query query, Fit fit) {
  Inspection(Query query) {
    this(query, new Fit(query));
  }

  Considered.Verdict verdict(Attached attached) {
    if (!fit.concerns(attached.type())) {
      return Considered.Verdict.DOES_NOT_BIND;
    }
    var verdict = Considered.Verdict.SILENT;
    for (var statement : attached.policy().statements()) {
      var fits = fit.whole(statement);
      if (statement.effect() == Effect.DENY && fits != Truth.NO) {
        return Considered.Verdict.DENIES;
      }
      if (statement.effect() == Effect.ALLOW && fits == Truth.YES) {
        verdict = Considered.Verdict.ALLOWS;
      }
    }
    return verdict;
  }

  List<Failure> failures(Statement statement) {
    var failures = new ArrayList<Failure>();
    add(failures, fit.action(statement), action(statement));
    add(failures, fit.resource(statement), resource(statement));
    add(failures, fit.principal(statement), principal(statement));
    for (var condition : statement.conditions()) {
      add(failures, condition.holds(query.context()), condition(condition));
    }
    return failures;
  }

  private static void add(List<Failure> failures, Truth truth, Failure failure) {
    switch (truth) {
      case YES -> {}
      case NO -> failures.add(failure);
      case UNKNOWN ->
          failures.add(new Failure(failure.element(), failure.wanted(), failure.actual(), false));
    }
  }

  private Failure action(Statement statement) {
    var element =
        switch (statement.actions()) {
          case Actions.Only _ -> "Action";
          case Actions.AllBut _ -> "NotAction";
        };
    return failure(element, statement.actions().patterns(), query.action());
  }

  private Failure resource(Statement statement) {
    return switch (statement.resources()) {
      case Resources.Bearer _ -> failure("Resource", List.of(), query.resource());
      case Resources.Only(var patterns) -> failure("Resource", patterns, query.resource());
      case Resources.AllBut(var patterns) -> failure("NotResource", patterns, query.resource());
    };
  }

  private Failure principal(Statement statement) {
    var caller = query.requester().arn();
    return switch (statement.principals()) {
      case Principals.Bearer _ -> failure("Principal", List.of(), caller);
      case Principals.Named(var named) -> failure("Principal", spell(named), caller);
      case Principals.AllBut(var spared) -> failure("NotPrincipal", spell(spared), caller);
    };
  }

  private static List<String> spell(List<Principal> principals) {
    return principals.stream().map(Principal::spelling).toList();
  }

  /// The path to a condition, `Condition.StringEquals.aws:SourceAccount`.
  static String element(Condition condition) {
    return "Condition." + condition.spelling() + "." + condition.key();
  }

  private Failure condition(Condition condition) {
    return new Failure(
        element(condition), condition.values(), query.context().values(condition.key()), true);
  }

  private static Failure failure(String element, List<?> wanted, String actual) {
    return new Failure(
        element, wanted.stream().map(Object::toString).toList(), List.of(actual), true);
  }
}
