package dev.safelight.cloud.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.wire.sigv4.Claim;
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

  /// What the request says of who signed it; not verified.
  public Claim claim() {
    if (method.equals("OPTIONS")) {
      // A browser asks without credentials. What a presigned link has in its query was signed for
      // the request that follows.
      return new Claim.Unsigned();
    }
    var octets =
        headers.lines().stream()
            .map(line -> new dev.safelight.wire.sigv4.Header(line.name(), octets(line.value())))
            .toList();
    return Claim.read(method, target, octets);
  }

  /// A signature covers octets; the door has read them as UTF-8. Octets that were no UTF-8 come out
  /// as others here, and the signature over them is refused.
  private static String octets(String value) {
    return new String(value.getBytes(UTF_8), ISO_8859_1);
  }

  /// The region that the signature's scope names; `us-east-1` where there is no signature. Read by
  /// the reader of signatures: a second one could be shown another region, and a resource in it be
  /// acted on where policies see the signed one.
  public String region() {
    return switch (claim()) {
      case Claim.Signed signed -> signed.scope().region();
      case Claim.Unsigned _, Claim.Malformed _ -> "us-east-1";
    };
  }
}
