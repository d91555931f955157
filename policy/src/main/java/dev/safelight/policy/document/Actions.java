package dev.safelight.policy.document;

import dev.safelight.policy.match.Wildcard;
import java.util.List;

/// Which actions a statement is about; upper and lower case do not matter.
///
/// AWS: "IAM JSON policy elements: Action" and "NotAction", checked 2026-11.
public sealed interface Actions {
  List<Wildcard> patterns();

  record Only(List<Wildcard> patterns) implements Actions {
    public Only {
      patterns = List.copyOf(patterns);
    }
  }

  record AllBut(List<Wildcard> patterns) implements Actions {
    public AllBut {
      patterns = List.copyOf(patterns);
    }
  }

  default boolean contain(String action) {
    return switch (this) {
      case Only _ -> anyMatches(action);
      case AllBut _ -> !anyMatches(action);
    };
  }

  private boolean anyMatches(String action) {
    var patterns = patterns();
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matches(action)) {
        return true;
      }
    }
    return false;
  }
}
