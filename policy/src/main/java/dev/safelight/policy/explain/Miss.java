package dev.safelight.policy.explain;

import dev.safelight.policy.Deciding;
import java.util.List;

/// An Allow statement that does not apply, and every element that keeps it from applying.
public record Miss(Deciding statement, List<Failure> failures) {
  public Miss {
    failures = List.copyOf(failures);
  }
}
