package dev.safelight.policy.explain;

import dev.safelight.policy.Deciding;
import dev.safelight.policy.Decision;
import dev.safelight.policy.ResourceWords;
import java.util.ArrayList;

/// Prints an explanation for a terminal.
final class ExplanationText {
  private ExplanationText() {}

  static String of(Explanation explanation) {
    var lines = new ArrayList<String>();
    lines.add(headline(explanation));
    for (var deciding : explanation.deciding()) {
      lines.add("Decided by " + place(deciding));
    }
    for (var considered : explanation.considered()) {
      lines.add(
          "Considered "
              + considered.type().words()
              + " \""
              + considered.name()
              + "\": "
              + considered.verdict().words());
    }
    if (!explanation.misses().isEmpty()) {
      var nearest = explanation.misses().getFirst();
      lines.add("Nearest was " + place(nearest.statement()));
      for (var failure : nearest.failures()) {
        lines.add("  " + failure.sentence());
      }
    }
    if (!explanation.missingKeys().isEmpty()) {
      lines.add("Keys the request lacks: " + String.join(", ", explanation.missingKeys()));
    }
    if (!explanation.fix().isEmpty()) {
      lines.add("To allow it: " + explanation.fix());
    }
    return String.join("\n", lines) + "\n";
  }

  private static String headline(Explanation explanation) {
    var query = explanation.query();
    return switch (explanation.decision()) {
      case Decision.Allowed _ ->
          "Allowed: "
              + query.requester().arn()
              + " may perform "
              + query.action()
              + " on "
              + query.resource();
      case Decision.Denied denied ->
          "Denied: " + denied.message(query, ResourceWords.of(query.action()));
    };
  }

  static String place(Deciding deciding) {
    return deciding.statement()
        + " of the "
        + deciding.type().words()
        + " \""
        + deciding.policy()
        + "\" (line "
        + deciding.line()
        + ")";
  }
}
