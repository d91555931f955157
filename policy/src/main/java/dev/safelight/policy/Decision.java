package dev.safelight.policy;

import java.util.List;

/// What the engine says: allowed, or denied and by what.
public sealed interface Decision {
  default boolean allows() {
    return this instanceof Allowed;
  }

  /// `by` holds one statement of each policy type that had to allow, grants first; empty where
  /// nothing had to (a root user at home, sts:GetCallerIdentity). It is put together when looked
  /// at.
  record Allowed(List<Deciding> by) implements Decision {
    public Allowed {
      by = by instanceof Grants ? by : List.copyOf(by);
    }
  }

  sealed interface Denied extends Decision {
    /// AWS's sentence for the caller. AWS names one policy type only, even if several deny.
    default String message(Query query, ResourceWords resource) {
      return Wording.of(this, query, resource);
    }
  }

  /// A Deny statement applies, or might and cannot be ruled out.
  record ExplicitlyDenied(PolicyType blamed, Deciding by) implements Denied {}

  /// No Deny applies, but a policy of type `missing` would have to allow and none does.
  record ImplicitlyDenied(PolicyType missing) implements Denied {}
}
