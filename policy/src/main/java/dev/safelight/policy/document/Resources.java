package dev.safelight.policy.document;

import dev.safelight.policy.condition.Truth;
import dev.safelight.policy.match.ArnPattern;
import dev.safelight.policy.match.Variables;
import java.util.List;

/// Which resources a statement is about.
///
/// AWS: "IAM JSON policy elements: Resource" and "NotResource", checked 2026-11.
public sealed interface Resources {
  /// The policy hangs on its resource and names none, as a trust policy does.
  record Bearer() implements Resources {}

  record Only(List<ArnPattern> patterns) implements Resources {
    public Only {
      patterns = List.copyOf(patterns);
    }
  }

  record AllBut(List<ArnPattern> patterns) implements Resources {
    public AllBut {
      patterns = List.copyOf(patterns);
    }
  }

  /// Whether the resource, an ARN or the `*` of a request that has none, is among these.
  ///
  /// A variable without value fits no resource. Under NotResource that would put every resource
  /// among these and open what the variable was to close, so there it is not known.
  default Truth contain(String resource, Variables variables) {
    return switch (this) {
      case Bearer _ -> Truth.YES;
      case Only(var patterns) -> Truth.of(anyMatches(patterns, resource, variables));
      case AllBut(var patterns) -> {
        if (anyMatches(patterns, resource, variables)) {
          yield Truth.NO;
        }
        yield allResolvable(patterns, variables) ? Truth.YES : Truth.UNKNOWN;
      }
    };
  }

  private static boolean anyMatches(
      List<ArnPattern> patterns, String resource, Variables variables) {
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matches(resource, variables)) {
        return true;
      }
    }
    return false;
  }

  private static boolean allResolvable(List<ArnPattern> patterns, Variables variables) {
    return patterns.stream().allMatch(pattern -> pattern.isResolvable(variables));
  }
}
