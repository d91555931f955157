package dev.safelight.cloud.authorise;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.store.Transaction;
import java.util.List;
import java.util.Map;

/// What IAM knows of callers. Thread-safe.
@FunctionalInterface
public interface Identities {
  /// A caller's identity-based policies, boundary and session policy, as they are now.
  Identity of(Caller caller, Transaction transaction);

  /// What hangs on a principal.
  ///
  /// @param keys condition keys of the principal, such as `aws:PrincipalTag/k`
  record Identity(List<Applied> policies, Map<String, List<String>> keys) {
    public static final Identity NONE = new Identity(List.of(), Map.of());

    public Identity {
      policies = List.copyOf(policies);
      keys = Map.copyOf(keys);
    }
  }
}
