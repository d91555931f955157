package dev.safelight.wire.client;

import dev.safelight.wire.sigv4.Credentials;
import java.time.Instant;

/// Keys that stay. Printed, they show no secret.
record FixedCredentials(Credentials credentials) implements CredentialSource {
  @Override
  public Credentials current(Instant now) {
    return credentials;
  }
}
