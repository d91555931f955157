package dev.safelight.cloud.protocol;

import dev.safelight.cloud.authorise.Refusal;
import dev.safelight.cloud.call.Fault;
import java.util.Map;

/// Refused signatures in S3's words. See AWS: "Amazon S3 API Reference", "Error responses".
final class XmlRefusals {
  private XmlRefusals() {}

  static Fault fault(Refusal refusal) {
    return refusal.s3Code().isEmpty()
        ? byReason(refusal)
        : new Fault(refusal.s3Status(), refusal.s3Code(), refusal.detail(), refusal.details());
  }

  private static Fault byReason(Refusal refusal) {
    var detail = refusal.detail();
    var details = refusal.details();
    return switch (refusal.reason()) {
      case MISSING -> denied("Access Denied", details);
      case MALFORMED, WRONG_SCOPE ->
          new Fault(
              400,
              "AuthorizationHeaderMalformed",
              detail.isEmpty() ? "The authorization header is malformed." : detail,
              details);
      case UNKNOWN_KEY ->
          new Fault(
              403,
              "InvalidAccessKeyId",
              "The AWS Access Key Id you provided does not exist in our records.",
              Map.of("AWSAccessKeyId", detail));
      case WRONG_SIGNATURE ->
          new Fault(
              403,
              "SignatureDoesNotMatch",
              "The request signature we calculated does not match the signature you provided."
                  + " Check your key and signing method.",
              details);
      case UNSIGNED_HEADERS ->
          denied("There were headers present in the request which were not signed", details);
      case SKEWED ->
          new Fault(
              403,
              "RequestTimeTooSkewed",
              "The difference between the request time and the current time is too large.",
              details);
      case WRONG_TOKEN ->
          new Fault(
              400,
              "InvalidToken",
              "The provided token is malformed or otherwise invalid.",
              details);
      case EXPIRED_TOKEN ->
          new Fault(400, "ExpiredToken", "The provided token has expired.", details);
      case EXPIRED_LINK -> denied("Request has expired", details);
    };
  }

  private static Fault denied(String message, Map<String, String> details) {
    return new Fault(403, "AccessDenied", message, details);
  }
}
