package dev.safelight.wire.sigv4;

import dev.safelight.wire.error.AwsError;
import dev.safelight.wire.sigv4.ClaimReader.Unreadable;
import java.time.Duration;
import java.util.List;

/// Reads the `X-Amz-*` parameters of a presigned link. AWS: "Authenticating Requests: Using Query
/// Parameters (AWS Signature Version 4)".
final class PresignedReader {
  private static final List<String> NEEDED =
      List.of(
          "X-Amz-Algorithm",
          "X-Amz-Credential",
          "X-Amz-Signature",
          "X-Amz-Date",
          "X-Amz-SignedHeaders",
          "X-Amz-Expires");

  private PresignedReader() {}

  static Claim read(HttpParts request, Query query) throws Unreadable {
    if (query.repeatsAmz()) {
      throw unreadable("An X-Amz-* query parameter must not be repeated.");
    }
    for (var name : NEEDED) {
      if (query.first(name).isEmpty()) {
        throw unreadable(AwsError.AUTHORIZATION_QUERY_PARAMETERS_ERROR.text());
      }
    }
    switch (query.first("X-Amz-Algorithm")) {
      case Canonical.ALGORITHM -> {}
      case "AWS4-ECDSA-P256-SHA256" -> throw ClaimReader.sigV4a();
      default -> throw unreadable("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
    }
    var fault = Fault.AUTHORIZATION_QUERY;
    var credential = CredentialScope.of(query.first("X-Amz-Credential"), fault);
    var amzDate = query.first("X-Amz-Date");
    var date =
        AmzDate.parse(amzDate)
            .orElseThrow(() ->
                unreadable(
                    "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""));
    return new Claim.Presigned(
        request,
        new Claim.Proof(
            credential.accessKeyId(),
            credential.scope(),
            CredentialScope.signedHeaders(query.first("X-Amz-SignedHeaders"), fault),
            CredentialScope.signature(query.first("X-Amz-Signature"), fault),
            amzDate,
            date),
        expires(query.first("X-Amz-Expires")),
        token(request, query),
        contentHash(request, query, credential.scope().service()));
  }

  private static Duration expires(String text) throws Unreadable {
    if (!text.matches("[0-9]{1,9}")) {
      throw unreadable(
          text.startsWith("-")
              ? "X-Amz-Expires must be non-negative"
              : "X-Amz-Expires should be a number");
    }
    var expires = Duration.ofSeconds(Integer.parseInt(text));
    if (expires.isZero()) {
      throw unreadable("X-Amz-Expires must be at least 1 second");
    }
    if (expires.compareTo(Signer.LONGEST) > 0) {
      throw unreadable(
          "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
              + " must be less than 604800 seconds");
    }
    return expires;
  }

  /// In the query, or in a header (which must then be signed); not in both.
  private static String token(HttpParts request, Query query) throws Unreadable {
    var header = ClaimReader.single(request, "x-amz-security-token", Fault.SESSION_TOKEN);
    var parameter = query.first("X-Amz-Security-Token");
    if (!header.isEmpty() && !parameter.isEmpty()) {
      throw new Unreadable(Fault.SESSION_TOKEN, AwsError.INVALID_TOKEN.text());
    }
    return header + parameter;
  }

  /// A link is made before its body is known: S3 takes silence for `UNSIGNED-PAYLOAD`.
  private static ContentHash contentHash(HttpParts request, Query query, String service)
      throws Unreadable {
    var header = ClaimReader.single(request, "x-amz-content-sha256", Fault.CONTENT_HASH);
    var parameter = query.first("X-Amz-Content-Sha256");
    if (!header.isEmpty() && !parameter.isEmpty() && !header.equals(parameter)) {
      throw new Unreadable(Fault.CONTENT_HASH, "x-amz-content-sha256 was given twice.");
    }
    var said = header.isEmpty() ? parameter : header;
    return said.isEmpty() && Canonical.isS3(service)
        ? ContentHash.UNSIGNED
        : ClaimReader.contentHash(said);
  }

  private static Unreadable unreadable(String message) {
    return new Unreadable(Fault.AUTHORIZATION_QUERY, message);
  }
}
