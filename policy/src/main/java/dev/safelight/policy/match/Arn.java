package dev.safelight.policy.match;

import java.util.Optional;

/// An Amazon Resource Name in its six parts, the first of which is always `arn`; the last may hold
/// colons.
///
/// AWS: "Identify AWS resources with Amazon Resource Names (ARNs)", checked 2026-11.
public record Arn(
    String partition, String service, String region, String account, String resource) {

  /// Empty when the text does not begin with `arn:` or has fewer than six parts.
  public static Optional<Arn> of(String text) {
    if (!text.startsWith("arn:")) {
      return Optional.empty();
    }
    var parts = text.split(":", 6);
    return parts.length < 6
        ? Optional.empty()
        : Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
  }

  @Override
  public String toString() {
    return String.join(":", "arn", partition, service, region, account, resource);
  }
}
