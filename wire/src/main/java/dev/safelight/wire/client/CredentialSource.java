package dev.safelight.wire.client;

import dev.safelight.wire.sigv4.Credentials;
import java.io.IOException;
import java.time.Instant;

/// Where keys come from. Thread-safe.
@FunctionalInterface
public interface CredentialSource {
  /// Keys that are good at this moment.
  ///
  /// @throws IOException where there are none and asking again may help
  Credentials current(Instant now) throws IOException;

  /// The same keys for ever.
  static CredentialSource of(Credentials credentials) {
    return new FixedCredentials(credentials);
  }
}
