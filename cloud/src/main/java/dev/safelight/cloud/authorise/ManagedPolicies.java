package dev.safelight.cloud.authorise;

import dev.safelight.cloud.store.Transaction;
import java.util.Optional;

/// Managed policies, for whoever is given their ARNs. Thread-safe.
@FunctionalInterface
public interface ManagedPolicies {
  /// The document of a policy that may be used in an account: its own, or one of AWS's.
  Optional<String> document(String account, String arn, Transaction transaction);
}
