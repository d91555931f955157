package dev.safelight.policy.explain;

import dev.safelight.policy.PolicyType;
import java.util.List;

/// One statement that has to be added somewhere: the smallest that helps, never a wildcard.
///
/// `type` says on which side: the requester's own policies, the policy of the resource, or a limit
/// that is silent. `level` counts as in [dev.safelight.policy.Attached]; `into` names the policies
/// there that may take it, empty where a policy has to be attached first. `statement` is a JSON
/// object on one line.
public record Grant(PolicyType type, int level, List<String> into, String statement) {
  public Grant {
    into = List.copyOf(into);
  }

  /// Where the statement goes, for a person.
  public String place() {
    return into.isEmpty()
        ? type.withArticle()
        : "the " + type.words() + " \"" + String.join("\" or \"", into) + "\"";
  }
}
