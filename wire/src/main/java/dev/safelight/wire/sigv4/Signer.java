package dev.safelight.wire.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Signs requests with AWS Signature Version 4, in the header or as a presigned link.
///
/// The request must hold its `Host` header, with the port unless it is the scheme's own, and a
/// target that is percent-encoded already. Stateless; thread-safe. AWS: "Create a signed AWS API
/// request", "Authenticating Requests: Using Query Parameters".
public final class Signer {
  /// What a link may live at most: a week. AWS: `X-Amz-Expires`.
  static final Duration LONGEST = Duration.ofDays(7);

  /// Proxies and HTTP clients change these, so a signature over them would break.
  private static final Set<String> LEFT_OUT =
      Set.of(
          "authorization",
          "connection",
          "expect",
          "keep-alive",
          "proxy-authorization",
          "te",
          "transfer-encoding",
          "upgrade",
          "user-agent",
          "x-amzn-trace-id");

  /// What signing sets: left over from an earlier try, it would stand there twice.
  private static final Set<String> ADDED =
      Set.of("authorization", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token");

  private Signer() {}

  /// The request with what signing added to it, and the seed for signing its chunks.
  public record Signed(HttpParts request, Seed seed) {}

  /// Signs in the `Authorization` header. `body` is what the canonical request says of the body;
  /// for S3 it is also sent as `x-amz-content-sha256`.
  public static Signed sign(
      HttpParts request,
      Credentials credentials,
      String region,
      String service,
      Instant now,
      ContentHash body) {
    var amzDate = AmzDate.format(now);
    var headers = new ArrayList<>(request.headers());
    headers.removeIf(header -> ADDED.stream().anyMatch(header::is));
    headers.add(new Header("x-amz-date", amzDate));
    if (!credentials.sessionToken().isEmpty()) {
      headers.add(new Header("x-amz-security-token", credentials.sessionToken()));
    }
    if (Canonical.isS3(service)) {
      headers.add(new Header("x-amz-content-sha256", body.text()));
    }
    var unsigned = new HttpParts(request.method(), request.target(), headers);
    var signed = signedNames(unsigned);
    var key =
        SigningKey.of(
            credentials.secretAccessKey(), new Scope(amzDate.substring(0, 8), region, service));
    var signature = signature(unsigned, signed, amzDate, key, body);
    headers.add(
        new Header(
            "Authorization",
            "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(
                    Canonical.ALGORITHM,
                    credentials.accessKeyId(),
                    key.scope(),
                    String.join(";", signed),
                    signature)));
    return new Signed(
        new HttpParts(request.method(), request.target(), headers),
        new Seed(key, signature, amzDate));
  }

  /// The request with a target that carries the signature; whoever holds it may send it until
  /// `expires` (1 second to a week) has passed. The request's headers are part of the promise.
  public static HttpParts presign(
      HttpParts request,
      Credentials credentials,
      String region,
      String service,
      Instant now,
      Duration expires,
      ContentHash body) {
    if (expires.compareTo(Duration.ofSeconds(1)) < 0 || expires.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("expires must be 1 s to 604800 s, was " + expires);
    }
    var amzDate = AmzDate.format(now);
    var scope = new Scope(amzDate.substring(0, 8), region, service);
    var signed = signedNames(request);
    var query = new ArrayList<String>();
    if (!request.query().isEmpty()) {
      query.add(request.query());
    }
    query.add("X-Amz-Algorithm=" + Canonical.ALGORITHM);
    query.add(
        "X-Amz-Credential=" + PercentEncoding.encode(credentials.accessKeyId() + "/" + scope));
    query.add("X-Amz-Date=" + amzDate);
    query.add("X-Amz-Expires=" + expires.toSeconds());
    if (!credentials.sessionToken().isEmpty()) {
      query.add("X-Amz-Security-Token=" + PercentEncoding.encode(credentials.sessionToken()));
    }
    query.add("X-Amz-SignedHeaders=" + PercentEncoding.encode(String.join(";", signed)));
    var target = request.path() + "?" + String.join("&", query);
    var unsigned = new HttpParts(request.method(), target, request.headers());
    var key = SigningKey.of(credentials.secretAccessKey(), scope);
    var signature = signature(unsigned, signed, amzDate, key, body);
    return new HttpParts(
        request.method(), target + "&X-Amz-Signature=" + signature, request.headers());
  }

  private static List<String> signedNames(HttpParts request) {
    var names =
        request.canonicalHeaders().keySet().stream().filter(n -> !LEFT_OUT.contains(n)).toList();
    if (!names.contains("host")) {
      throw new IllegalArgumentException("a request to be signed must have a Host header");
    }
    return names;
  }

  private static String signature(
      HttpParts request, List<String> signed, String amzDate, SigningKey key, ContentHash body) {
    var canonical =
        Canonical.request(request, key.scope().service(), signed, body.text(), Spelling.CANONICAL);
    return key.sign(Canonical.stringToSign(amzDate, key.scope(), canonical));
  }
}
