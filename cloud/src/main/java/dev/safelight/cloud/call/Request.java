package dev.safelight.cloud.call;

import java.time.Instant;

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
}
