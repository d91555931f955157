package dev.safelight.cloud.authorise;

/// Why a signature was not accepted. Each protocol has its own code and text for it.
///
/// @param reason the kind
/// @param detail what AWS adds: the key id, the clocks, the canonical request; empty where nothing
public record Refusal(Reason reason, String detail) {
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
