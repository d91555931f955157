package dev.safelight.wire.sigv4;

import dev.safelight.wire.error.AwsError;
import dev.safelight.wire.sigv4.Verdict.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Tells whether the holder of a secret signed a request, comparing in constant time. Thread-safe.
///
/// The caller finds the secret by [Claim.Signed#accessKeyId], and compares the session token with
/// the one it issued: a token is only known here to be covered by the signature. A region is
/// checked for its form, not against a list. AWS: "Signature Version 4 for API requests",
/// "Authenticating Requests (AWS Signature Version 4)".
public final class Verifier {
  /// AWS takes clocks that differ by a quarter of an hour.
  static final Duration SKEW = Duration.ofMinutes(15);

  private final SigningKeys keys = new SigningKeys();

  public Verifier() {}

  /// `body`: for S3 the claim's own [Claim.Signed#contentHash], which [VerifiedBody] then holds the
  /// body to; for every other service the hash of the body that was read, whatever was claimed.
  public Verdict verify(Claim.Signed claim, String secret, ContentHash body, Expected expected) {
    return wrongScope(claim, expected)
        .or(() -> untimely(claim, expected))
        .or(() -> uncovered(claim))
        .or(() -> wrongBody(claim, body))
        .<Verdict>map(refused -> refused)
        .orElseGet(() -> compare(claim, secret, body));
  }

  private static Optional<Refused> wrongScope(Claim.Signed claim, Expected expected) {
    var scope = claim.scope();
    if (!scope.service().equals(expected.service())) {
      return misplaced(
          claim,
          Reason.WRONG_SERVICE,
          "incorrect service \"%s\". This endpoint belongs to \"%s\"."
              .formatted(scope.service(), expected.service()));
    }
    var day = claim.proof().amzDate().substring(0, 8);
    return scope.date().equals(day)
        ? Optional.empty()
        : misplaced(
            claim,
            Reason.WRONG_DAY,
            "Invalid credential date \"%s\". This date is not the same as X-Amz-Date: \"%s\"."
                .formatted(scope.date(), day));
  }

  private static Optional<Refused> untimely(Claim.Signed claim, Expected expected) {
    if (!expected.now().isBefore(expected.sessionEnds())) {
      return refused(Reason.SESSION_EXPIRED);
    }
    return switch (claim) {
      case Claim.HeaderSigned _ ->
          Duration.between(claim.date(), expected.now()).abs().compareTo(SKEW) > 0
              ? refused(Reason.SKEWED)
              : Optional.empty();
      case Claim.Presigned presigned -> {
        if (expected.now().isBefore(claim.date().minus(SKEW))) {
          yield refused(Reason.NOT_YET_VALID, "Request is not valid yet");
        }
        yield expected.now().isAfter(end(presigned))
            ? refused(Reason.EXPIRED, "Request has expired")
            : Optional.empty();
      }
    };
  }

  private static Instant end(Claim.Presigned presigned) {
    return presigned.date().plus(presigned.expires());
  }

  /// What is not signed could have been added on the way, and `x-amz-acl` would open a bucket.
  private static Optional<Refused> uncovered(Claim.Signed claim) {
    var signed = new HashSet<>(claim.proof().signedHeaders());
    if (!signed.contains("host")) {
      return refused(Reason.HOST_NOT_SIGNED, "'Host' must be a signed header");
    }
    var present = claim.request().canonicalHeaders().keySet();
    if (present.stream().anyMatch(name -> name.startsWith("x-amz-") && !signed.contains(name))) {
      return refused(
          Reason.UNSIGNED_HEADERS,
          "There were headers present in the request which were not signed");
    }
    return present.containsAll(signed) ? Optional.empty() : refused(Reason.SIGNED_HEADER_MISSING);
  }

  private static Optional<Refused> wrongBody(Claim.Signed claim, ContentHash body) {
    var s3 = Canonical.isS3(claim.scope().service());
    if (!s3 && !(body instanceof ContentHash.Exact)) {
      throw new IllegalArgumentException("only S3 takes a body that is not hashed as a whole");
    }
    return switch (claim.contentHash()) {
      case ContentHash.Absent _ ->
          s3
              ? refused(
                  Reason.CONTENT_HASH_MISSING,
                  "Missing required header for this request: x-amz-content-sha256")
              : Optional.empty();
      case ContentHash.Exact _, ContentHash.Unsigned _, ContentHash.Streamed _ ->
          claim.contentHash().equals(body)
              ? Optional.empty()
              : refused(Reason.CONTENT_HASH_MISMATCH);
    };
  }

  private Verdict compare(Claim.Signed claim, String secret, ContentHash body) {
    var proof = claim.proof();
    var service = claim.scope().service();
    var key = keys.of(secret, claim.scope());
    var spellings =
        Canonical.isS3(service) ? List.of(Spelling.values()) : List.of(Spelling.CANONICAL);
    for (var spelling : spellings) {
      var canonical = canonical(claim, body, spelling);
      var text = Canonical.stringToSign(proof.amzDate(), claim.scope(), canonical);
      if (Sha256.same(key.sign(text), proof.signature())) {
        return new Verdict.Verified(new Seed(key, proof.signature(), proof.amzDate()));
      }
    }
    var canonical = canonical(claim, body, Spelling.CANONICAL);
    return new Refused(
        Reason.SIGNATURE_MISMATCH,
        Reason.SIGNATURE_MISMATCH.error(),
        Reason.SIGNATURE_MISMATCH.error().text(),
        canonical,
        Canonical.stringToSign(proof.amzDate(), claim.scope(), canonical));
  }

  private static String canonical(Claim.Signed claim, ContentHash body, Spelling spelling) {
    return Canonical.request(
        claim.request(),
        claim.scope().service(),
        claim.proof().signedHeaders(),
        body.text(),
        spelling);
  }

  /// A scope for another place: AWS's answer depends on where the scope stood.
  private static Optional<Refused> misplaced(Claim.Signed claim, Reason reason, String what) {
    return Optional.of(
        switch (claim) {
          case Claim.HeaderSigned _ ->
              Refused.because(reason, "The authorization header is malformed; " + what);
          case Claim.Presigned _ ->
              new Refused(
                  reason,
                  AwsError.AUTHORIZATION_QUERY_PARAMETERS_ERROR,
                  "Error parsing the X-Amz-Credential parameter; " + what,
                  "",
                  "");
        });
  }

  private static Optional<Refused> refused(Reason reason) {
    return refused(reason, reason.error().text());
  }

  private static Optional<Refused> refused(Reason reason, String message) {
    return Optional.of(Refused.because(reason, message));
  }
}
