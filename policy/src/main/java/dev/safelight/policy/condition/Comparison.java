package dev.safelight.policy.condition;

import dev.safelight.policy.match.Variables;

/// Whether one value of the request fits one value of the policy. Pure.
@FunctionalInterface
public interface Comparison {
  /// For a policy value that cannot be read as what its operator compares.
  Comparison UNREADABLE = (_, _) -> Truth.UNKNOWN;

  Truth fits(String value, Variables variables);
}
