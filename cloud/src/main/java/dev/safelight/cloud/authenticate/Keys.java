package dev.safelight.cloud.authenticate;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.util.Optional;

/// Where access keys are looked up: IAM knows those of users, STS those of sessions. Thread-safe.
@FunctionalInterface
public interface Keys {
  Optional<Key> find(String accessKeyId, Transaction transaction);

  /// An access key that may sign.
  ///
  /// @param secret the secret access key
  /// @param token the session token; empty for a user's long-term key
  /// @param expires when it ends; [Instant#MAX] for a user's long-term key
  record Key(String secret, String token, Instant expires, Caller caller) {
    public boolean isTemporary() {
      return !token.isEmpty();
    }

    @Override
    public String toString() {
      return "Key[" + caller + "]";
    }
  }
}
