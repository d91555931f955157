package dev.safelight.wire.sigv4;

import dev.safelight.wire.error.AwsError;

/// Why a request's claim about its signer cannot be read. `error` is S3's answer; services with
/// other protocols call the same `IncompleteSignature` and the like.
public enum Fault {
  /// Signed in the header and in the query: two readers might believe different ones.
  SIGNED_TWICE(AwsError.INVALID_ARGUMENT),
  /// SigV2, which AWS no longer takes.
  SIGV2(AwsError.INVALID_REQUEST),
  /// SigV4A (ECDSA, several regions), which Safelight does not speak.
  SIGV4A(AwsError.NOT_IMPLEMENTED),
  UNKNOWN_SCHEME(AwsError.INVALID_ARGUMENT),
  AUTHORIZATION_HEADER(AwsError.AUTHORIZATION_HEADER_MALFORMED),
  AUTHORIZATION_QUERY(AwsError.AUTHORIZATION_QUERY_PARAMETERS_ERROR),
  DATE(AwsError.ACCESS_DENIED),
  CONTENT_HASH(AwsError.INVALID_ARGUMENT),
  SESSION_TOKEN(AwsError.INVALID_TOKEN),
  TARGET(AwsError.INVALID_URI),
  HEADER(AwsError.INVALID_REQUEST);

  private final AwsError error;

  Fault(AwsError error) {
    this.error = error;
  }

  public AwsError error() {
    return error;
  }
}
