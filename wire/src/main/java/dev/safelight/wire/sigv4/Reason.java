package dev.safelight.wire.sigv4;

import dev.safelight.wire.error.AwsError;

/// Why a readable signature was not believed. S3's answer is in [Verdict.Refused#error]; the query
/// and JSON protocols answer most of these `SignatureDoesNotMatch` or `InvalidSignatureException`.
public enum Reason {
  WRONG_SERVICE(AwsError.AUTHORIZATION_HEADER_MALFORMED),
  /// The scope's day is not the day of the request's own date.
  WRONG_DAY(AwsError.AUTHORIZATION_HEADER_MALFORMED),
  /// More than 15 minutes from now, either way.
  SKEWED(AwsError.REQUEST_TIME_TOO_SKEWED),
  NOT_YET_VALID(AwsError.ACCESS_DENIED),
  EXPIRED(AwsError.ACCESS_DENIED),
  SESSION_EXPIRED(AwsError.EXPIRED_TOKEN),
  HOST_NOT_SIGNED(AwsError.ACCESS_DENIED),
  UNSIGNED_HEADERS(AwsError.ACCESS_DENIED),
  /// A header listed as signed did not arrive.
  SIGNED_HEADER_MISSING(AwsError.SIGNATURE_DOES_NOT_MATCH),
  /// S3 wants `x-amz-content-sha256` with every signature in the header.
  CONTENT_HASH_MISSING(AwsError.INVALID_REQUEST),
  /// The body is not the one that `x-amz-content-sha256` names.
  CONTENT_HASH_MISMATCH(AwsError.CONTENT_SHA256_MISMATCH),
  SIGNATURE_MISMATCH(AwsError.SIGNATURE_DOES_NOT_MATCH);

  private final AwsError error;

  Reason(AwsError error) {
    this.error = error;
  }

  AwsError error() {
    return error;
  }
}
