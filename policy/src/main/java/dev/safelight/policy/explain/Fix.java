package dev.safelight.policy.explain;

import dev.safelight.policy.Decision;
import dev.safelight.policy.PolicyType;

/// Says the smallest change that turns a denial round.
///
/// It proposes exactly what was asked for, never a wildcard: a fix that opens more than the request
/// needs is the next finding.
final class Fix {
  private Fix() {}

  static String of(Explanation explanation) {
    return switch (explanation.decision()) {
      case Decision.Allowed _ -> "";
      case Decision.ExplicitlyDenied(_, var by) ->
          "narrow " + ExplanationText.place(by) + "; no Allow overrides a Deny";
      case Decision.ImplicitlyDenied(var missing) -> grant(explanation, missing);
    };
  }

  private static String grant(Explanation explanation, PolicyType missing) {
    if (!explanation.misses().isEmpty()) {
      var nearest = explanation.misses().getFirst();
      if (nearest.failures().size() == 1) {
        return mend(nearest);
      }
    }
    var query = explanation.query();
    var statement = "allow " + query.action() + " on " + query.resource() + " in ";
    if (missing.isOnResource()) {
      return statement + missing.withArticle() + ", naming " + query.requester().arn();
    }
    return statement + missing.withArticle() + " of " + query.requester().arn();
  }

  private static String mend(Miss miss) {
    var failure = miss.failures().getFirst();
    var where = " of " + ExplanationText.place(miss.statement());
    if (failure.actual().isEmpty()) {
      return "send the key that " + failure.element() + where + " asks for";
    }
    var verb = failure.element().startsWith("Not") ? "take from " : "add to ";
    return failure.element().startsWith("Condition.")
        ? "meet " + failure.element() + where
        : verb + failure.element() + where + ": " + failure.actual().getFirst();
  }
}
