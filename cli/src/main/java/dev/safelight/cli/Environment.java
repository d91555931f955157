package dev.safelight.cli;

import dev.safelight.cli.api.Aws;
import dev.safelight.cloud.Cloud;
import dev.safelight.cloud.Settings;

/// Callers of an environment in this process.
final class Environment {
  private Environment() {}

  /// The user `admin`.
  static Aws admin(Cloud cloud) {
    return Aws.to(
        cloud.httpsEndpoint(),
        cloud.caFile(),
        Settings.REGION,
        Profiles.read(cloud.credentialsFile(), "default"));
  }
}
