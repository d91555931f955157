package dev.safelight.template;

import dev.safelight.template.document.Node;
import java.util.List;

/// One of the `Rules`: where `condition` holds, each assertion must.
///
/// @param condition [Node.Absent] where the rule always counts
public record Rule(String name, Node condition, List<Assertion> assertions) {
  public Rule {
    assertions = List.copyOf(assertions);
  }

  /// What must hold.
  ///
  /// @param description empty where there is none
  public record Assertion(Node claim, String description) {}
}
