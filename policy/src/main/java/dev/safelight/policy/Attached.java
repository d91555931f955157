package dev.safelight.policy;

import dev.safelight.policy.document.Policy;

/// A policy and where it hangs: `LogsOnly`, or `bucket policy of photos`.
///
/// `level` (0 to 63) tells apart what must each allow: the root, organisational units and account
/// of an organisation's policies. Policies of one type and level add up.
public record Attached(PolicyType type, String name, Policy policy, int level) {
  /// How many levels there can be; organisations have seven.
  public static final int LEVELS = 64;

  public Attached {
    if (level < 0 || level >= LEVELS) {
      throw new IllegalArgumentException("level must be 0 to 63, was " + level);
    }
  }

  public Attached(PolicyType type, String name, Policy policy) {
    this(type, name, policy, 0);
  }
}
