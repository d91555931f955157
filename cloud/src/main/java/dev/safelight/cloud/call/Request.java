package dev.safelight.cloud.call;

import java.time.Instant;
import java.util.regex.Pattern;

/// One HTTP request as it arrived; nothing in it has been verified.
///
/// @param id the request id that the answer, the audit record and the log share
/// @param target the request line's target, raw: path and query, not decoded
public record Request(
    String id,
    Instant at,
    String method,
    String target,
    Headers headers,
    Payload payload,
    Peer peer) {
  // `Credential=KEY/DATE/REGION/SERVICE/aws4_request`; a query spells `/` as `%2F`.
  private static final Pattern CREDENTIAL =
      Pattern.compile("Credential=[^/%&,]+(?:/|%2F)[0-9]{8}(?:/|%2F)([a-z0-9-]+)(?:/|%2F)");

  /// The target up to its first `?`, raw.
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /// The target after its first `?`, raw; empty where there is none.
  public String query() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  /// The region that the signature's scope names; `us-east-1` where there is no signature.
  public String region() {
    var scope = CREDENTIAL.matcher(headers.first("Authorization").orElse(query()));
    return scope.find() ? scope.group(1) : "us-east-1";
  }
}
