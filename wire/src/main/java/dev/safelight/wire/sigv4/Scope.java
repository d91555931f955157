package dev.safelight.wire.sigv4;

/// What a signing key is good for: one UTC day (`yyyyMMdd`), one region, one service.
///
/// Printed it is the credential scope of the string to sign. AWS: "Create a signed AWS API
/// request".
public record Scope(String date, String region, String service) {
  static final String TERMINATOR = "aws4_request";

  @Override
  public String toString() {
    return date + "/" + region + "/" + service + "/" + TERMINATOR;
  }
}
