package dev.safelight.policy.explain;

import dev.safelight.policy.Decision;
import java.util.stream.Collectors;

/// Says the smallest change that turns a denial round.
///
/// It proposes exactly what was asked for, never a wildcard: a fix that opens more than the request
/// needs is the next finding.
final class Fix {
  private Fix() {}

  static String of(Explanation explanation) {
    return switch (explanation.decision()) {
      case Decision.Allowed _ -> "";
      case Decision.ExplicitlyDenied _ -> narrow(explanation.remedy());
      case Decision.ImplicitlyDenied _ -> grant(explanation);
    };
  }

  private static String narrow(Remedy remedy) {
    var denies =
        remedy.narrow().stream().map(ExplanationText::place).collect(Collectors.joining(" and "));
    var also = remedy.grants().isEmpty() ? "" : "; then add to " + sentence(remedy);
    return "narrow " + denies + "; no Allow overrides a Deny" + also;
  }

  private static String grant(Explanation explanation) {
    if (!explanation.misses().isEmpty()) {
      var nearest = explanation.misses().getFirst();
      if (Mending.helps(explanation.query(), nearest)) {
        return mend(nearest);
      }
    }
    var remedy = explanation.remedy();
    return remedy.grants().isEmpty()
        ? "no statement can name " + explanation.query().action()
        : "add to " + sentence(remedy);
  }

  private static String sentence(Remedy remedy) {
    return remedy.grants().stream()
        .map(grant -> grant.place() + ": " + grant.statement())
        .collect(Collectors.joining("; and to "));
  }

  private static String mend(Miss miss) {
    var failure = miss.failures().getFirst();
    var where = " of " + ExplanationText.place(miss.statement());
    if (failure.actual().isEmpty()) {
      return "send the key that " + failure.element() + where + " asks for";
    }
    return failure.element().startsWith("Condition.")
        ? "meet " + failure.element() + where
        : "add to " + failure.element() + where + ": " + failure.actual().getFirst();
  }
}
