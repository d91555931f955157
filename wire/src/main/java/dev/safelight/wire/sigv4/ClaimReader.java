package dev.safelight.wire.sigv4;

import dev.safelight.wire.error.AwsError;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Finds out which kind of signature a request bears and hands it to that kind's reader.
final class ClaimReader {
  private static final List<String> V4_PARAMETERS =
      List.of(
          "X-Amz-Algorithm",
          "X-Amz-Credential",
          "X-Amz-Expires",
          "X-Amz-SignedHeaders",
          "X-Amz-Signature");

  /// RFC 9110: what methods and header names are made of.
  private static final Predicate<String> TOKEN =
      Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+").asMatchPredicate();

  private ClaimReader() {}

  /// Carries a fault from deep inside a reader to [#read]; never leaves the package.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final Fault fault;

    Unreadable(Fault fault, String message) {
      super(message, null, false, false);
      this.fault = fault;
    }

    Claim.Malformed claim() {
      return new Claim.Malformed(fault, String.valueOf(getMessage()));
    }
  }

  static Claim read(HttpParts request) {
    try {
      return readOrFail(request);
    } catch (Unreadable unreadable) {
      return unreadable.claim();
    }
  }

  private static Claim readOrFail(HttpParts request) throws Unreadable {
    var authorization = request.values("authorization");
    var query = Query.of(request.query());
    var v4InQuery = V4_PARAMETERS.stream().anyMatch(query::has);
    var v2InQuery = query.has("AWSAccessKeyId") && query.has("Signature");
    if (authorization.isEmpty() && !v4InQuery && !v2InQuery) {
      return new Claim.Unsigned();
    }
    if (authorization.size() > 1 || (!authorization.isEmpty() && (v4InQuery || v2InQuery))) {
      throw new Unreadable(
          Fault.SIGNED_TWICE,
          "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature"
              + " query string parameter or the Authorization header should be specified");
    }
    checkOctets(request);
    if (v4InQuery) {
      return PresignedReader.read(request, query);
    }
    if (v2InQuery) {
      throw sigV2();
    }
    return HeaderReader.read(request, authorization.getFirst());
  }

  static Unreadable sigV2() {
    return new Unreadable(
        Fault.SIGV2,
        "The authorization mechanism you have provided is not supported. Please use"
            + " AWS4-HMAC-SHA256.");
  }

  static Unreadable sigV4a() {
    return new Unreadable(
        Fault.SIGV4A, "AWS4-ECDSA-P256-SHA256 (SigV4A) is not supported. Please use SigV4.");
  }

  /// A line break in a value could pass for a further header in the canonical request.
  private static void checkOctets(HttpParts request) throws Unreadable {
    if (!request.target().startsWith("/")
        || !PercentEncoding.isWellFormed(request.target())
        || hasControl(request.target())
        || request.target().indexOf('#') >= 0) {
      throw new Unreadable(Fault.TARGET, AwsError.INVALID_URI.text());
    }
    if (!TOKEN.test(request.method())) {
      throw new Unreadable(Fault.HEADER, "The method is malformed.");
    }
    for (var header : request.headers()) {
      if (!TOKEN.test(header.name())
          || hasControl(header.value())
          || header.value().chars().anyMatch(c -> c > 0xFF)) {
        throw new Unreadable(Fault.HEADER, "A header of the request is malformed.");
      }
    }
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F);
  }

  /// The one value of a header, empty where it is absent.
  static String single(HttpParts request, String name, Fault fault) throws Unreadable {
    var values = request.values(name);
    if (values.size() > 1) {
      throw new Unreadable(fault, "The header " + name + " must not be repeated.");
    }
    return values.isEmpty() ? "" : Canonical.fold(values.getFirst());
  }

  static ContentHash contentHash(String text) throws Unreadable {
    if (text.isEmpty()) {
      return ContentHash.ABSENT;
    }
    if (text.startsWith("STREAMING-AWS4-ECDSA-")) {
      throw sigV4a();
    }
    return ContentHash.read(text)
        .orElseThrow(() ->
            new Unreadable(
                Fault.CONTENT_HASH,
                "x-amz-content-sha256 must be UNSIGNED-PAYLOAD,"
                    + " STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                    + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
                    + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value."));
  }
}
