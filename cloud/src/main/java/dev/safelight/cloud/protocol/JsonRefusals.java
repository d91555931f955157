package dev.safelight.cloud.protocol;

import dev.safelight.cloud.authorise.Refusal;
import dev.safelight.cloud.call.Fault;

/// Refused signatures in the words of the JSON services: the same codes, with the status 400 where
/// the operation is named by a header and 403 where it is named by a path. See AWS: "Common errors"
/// of CloudWatch Logs and of Lambda.
final class JsonRefusals {
  private JsonRefusals() {}

  /// The fault that a client is told.
  ///
  /// @param status of refusals other than malformed ones
  static Fault fault(Refusal refusal, int status) {
    return switch (refusal.reason()) {
      case MISSING ->
          new Fault(
              status,
              "MissingAuthenticationTokenException",
              "Request is missing Authentication Token");
      case MALFORMED ->
          new Fault(
              400,
              "IncompleteSignatureException",
              Skew.or(refusal.detail(), "The Authorization header cannot be read."));
      case UNKNOWN_KEY, WRONG_TOKEN ->
          new Fault(
              status,
              "UnrecognizedClientException",
              "The security token included in the request is invalid.");
      case EXPIRED_TOKEN ->
          new Fault(
              status,
              "ExpiredTokenException",
              "The security token included in the request is expired");
      case WRONG_SIGNATURE, UNSIGNED_HEADERS ->
          new Fault(status, "InvalidSignatureException", Skew.WRONG_SIGNATURE);
      case SKEWED, EXPIRED_LINK ->
          new Fault(status, "InvalidSignatureException", Skew.message(refusal));
      case WRONG_SCOPE ->
          new Fault(
              status,
              "InvalidSignatureException",
              Skew.or(refusal.detail(), "Credential should be scoped to correct service."));
    };
  }
}
