package dev.safelight.cloud.authorise;

import java.util.LinkedHashMap;
import java.util.Map;

/// Why a signature was not accepted. Each protocol has its own code and text for it; S3 tells more
/// kinds apart than the others do.
///
/// @param reason the kind
/// @param detail the text for people: a key id, or what is wrong with what was sent; may be empty
/// @param s3Status the HTTP status of S3's own error, 0 where the reason alone says it
/// @param s3Code S3's own error code, empty where the reason alone says it
/// @param details what S3 adds to its error document, such as `StringToSign`
public record Refusal(
    Reason reason, String detail, int s3Status, String s3Code, Map<String, String> details) {
  public Refusal {
    details = new LinkedHashMap<>(details);
  }

  public Refusal(Reason reason, String detail) {
    this(reason, detail, 0, "", Map.of());
  }

  /// The kinds that AWS tells apart.
  public enum Reason {
    /// No signature where one is needed.
    MISSING,
    /// The Authorization header or the presigned query cannot be read.
    MALFORMED,
    UNKNOWN_KEY,
    WRONG_SIGNATURE,
    /// An `x-amz-*` header or `host` is not covered by the signature.
    UNSIGNED_HEADERS,
    /// More than 15 minutes between the clocks.
    SKEWED,
    /// The session token does not belong to the key.
    WRONG_TOKEN,
    EXPIRED_TOKEN,
    /// A presigned link past its time.
    EXPIRED_LINK,
    /// The scope names another service, region or day.
    WRONG_SCOPE
  }
}
