package dev.safelight.cloud.authenticate;

import dev.safelight.cloud.authorise.Refusal;
import dev.safelight.wire.error.AwsError;
import dev.safelight.wire.sigv4.Claim;
import dev.safelight.wire.sigv4.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Why a signature was refused, in the terms that every protocol has words for.
final class Refusals {
  private Refusals() {}

  static Refusal of(Claim.Malformed claim) {
    var reason =
        switch (claim.fault()) {
          case SESSION_TOKEN -> Refusal.Reason.WRONG_TOKEN;
          case SIGNED_TWICE,
              SIGV2,
              SIGV4A,
              UNKNOWN_SCHEME,
              AUTHORIZATION_HEADER,
              AUTHORIZATION_QUERY,
              DATE,
              CONTENT_HASH,
              TARGET,
              HEADER ->
              Refusal.Reason.MALFORMED;
        };
    return refusal(reason, claim.fault().error(), claim.message(), Map.of());
  }

  static Refusal of(Verdict.Refused refused, Claim.Signed claim, Instant now) {
    var details = new LinkedHashMap<String, String>();
    var reason =
        switch (refused.reason()) {
          case WRONG_SERVICE, WRONG_DAY -> Refusal.Reason.WRONG_SCOPE;
          case SKEWED -> {
            details.put("RequestTime", claim.proof().amzDate());
            details.put("ServerTime", now.toString());
            details.put("MaxAllowedSkewMilliseconds", "900000");
            yield Refusal.Reason.SKEWED;
          }
          case NOT_YET_VALID, EXPIRED -> Refusal.Reason.EXPIRED_LINK;
          case SESSION_EXPIRED -> Refusal.Reason.EXPIRED_TOKEN;
          case HOST_NOT_SIGNED, UNSIGNED_HEADERS -> Refusal.Reason.UNSIGNED_HEADERS;
          case CONTENT_HASH_MISSING -> Refusal.Reason.MALFORMED;
          case SIGNED_HEADER_MISSING, CONTENT_HASH_MISMATCH, SIGNATURE_MISMATCH -> {
            details.put("AWSAccessKeyId", claim.accessKeyId());
            details.put("StringToSign", refused.stringToSign());
            details.put("SignatureProvided", claim.proof().signature());
            details.put("CanonicalRequest", refused.canonicalRequest());
            yield Refusal.Reason.WRONG_SIGNATURE;
          }
        };
    details.values().removeIf(String::isEmpty);
    return refusal(reason, refused.error(), refused.message(), details);
  }

  private static Refusal refusal(
      Refusal.Reason reason, AwsError error, String message, Map<String, String> details) {
    return new Refusal(reason, message, error.status(), error.code(), details);
  }
}
