package dev.safelight.cloud.authorise;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.store.Transaction;
import java.util.List;

/// Everybody whom an account's IAM knows. Thread-safe.
@FunctionalInterface
public interface Population {
  /// What no session can be called: a role's session of whatever name.
  String ANY_SESSION = "*";

  /// The users of an account, and for each of its roles a session called [#ANY_SESSION], by name.
  List<Caller> of(String account, Transaction transaction);
}
