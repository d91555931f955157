package dev.safelight.cloud.authorise;

import dev.safelight.cloud.store.Transaction;
import java.util.Optional;

/// What IAM tells other services of a user or role: enough to check that a policy's principal
/// exists and to open a session, nothing more. Thread-safe.
@FunctionalInterface
public interface Principals {
  /// The user or role of an ARN, if it exists.
  ///
  /// @param arn of a user or a role, `arn:aws:iam::123456789012:role/path/name`
  Optional<Principal> find(String arn, Transaction transaction);

  /// A user or a role.
  ///
  /// @param path begins and ends with `/`
  /// @param id `AIDA...` or `AROA...`
  /// @param longestSession in seconds; 0 for users
  record Principal(String arn, String path, String name, String id, long longestSession) {}
}
