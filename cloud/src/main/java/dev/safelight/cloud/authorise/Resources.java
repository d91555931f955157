package dev.safelight.cloud.authorise;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.store.Transaction;
import java.util.List;
import java.util.Map;

/// What a service knows of the resources that accesses name. Thread-safe.
@FunctionalInterface
public interface Resources {
  /// The resource of an access, whether it exists or not.
  ///
  /// @param account the caller's account, which owns what names no account and does not exist
  Resource find(Access access, String account, Transaction transaction);

  /// The resource's side of a decision.
  ///
  /// @param account the owner, 12 digits
  /// @param policies its resource-based policy or trust policy; empty where it has none
  /// @param keys condition keys of the existing resource, such as `s3:ExistingObjectTag/k`
  /// @param arn its ARN as policies name it, where the call could not say it whole: IAM's callers
  ///   name a user, its ARN has a path; empty where the access's own is right
  record Resource(
      String account, List<Applied> policies, Map<String, List<String>> keys, String arn) {
    public Resource {
      policies = List.copyOf(policies);
      keys = Map.copyOf(keys);
    }

    public Resource(String account, List<Applied> policies, Map<String, List<String>> keys) {
      this(account, policies, keys, "");
    }

    public static Resource of(String account) {
      return new Resource(account, List.of(), Map.of());
    }
  }
}
