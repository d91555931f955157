package dev.safelight.policy.condition;

import dev.safelight.policy.match.Variables;

/// Whether one value of the request fits one value of the policy. Pure.
@FunctionalInterface
public interface Test {
  /// For a policy value that cannot be read as what its operator compares.
  Test UNREADABLE = (_, _) -> Truth.UNKNOWN;

  Truth fits(String value, Variables variables);
}
