package dev.safelight.wire.sigv4;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/// The canonical request and the string to sign. AWS: "Create a signed AWS API request", steps 1-2.
final class Canonical {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private Canonical() {}

  /// Header names stand in the order in which the signer listed them; a name without a header
  /// counts as empty, so the caller refuses it beforehand.
  static String request(
      HttpParts parts, String service, List<String> signed, String payload, Spelling spelling) {
    var values = parts.canonicalHeaders();
    var text = new StringBuilder(512);
    text.append(parts.method()).append('\n');
    text.append(path(parts.path(), service, spelling)).append('\n');
    text.append(Query.of(parts.query()).canonical(spelling)).append('\n');
    for (var name : signed) {
      text.append(name).append(':').append(value(values, name)).append('\n');
    }
    text.append('\n').append(String.join(";", signed));
    return text.append('\n').append(payload).toString();
  }

  static String stringToSign(String amzDate, Scope scope, String canonicalRequest) {
    return String.join("\n", ALGORITHM, amzDate, scope.toString(), Sha256.hex(canonicalRequest));
  }

  private static String value(Map<String, String> values, String name) {
    return values.getOrDefault(name, "");
  }

  private static String path(String raw, String service, Spelling spelling) {
    if (isS3(service)) {
      return switch (spelling) {
        case CANONICAL ->
            PercentEncoding.encodeOctets(PercentEncoding.decodeOctets(rooted(raw), false), true);
        case AS_SENT -> rooted(raw);
      };
    }
    return PercentEncoding.encodeOctets(normalised(raw), true);
  }

  /// S3 keys may hold `//`, `.` and `..`: nothing is normalised, and paths are encoded once, not
  /// twice.
  static boolean isS3(String service) {
    return service.equals("s3") || service.startsWith("s3-") || service.equals("s3express");
  }

  private static String rooted(String raw) {
    return raw.isEmpty() ? "/" : raw;
  }

  /// Without `.`, `..` and empty segments; a slash at the end stays.
  private static String normalised(String raw) {
    var kept = new ArrayDeque<String>();
    for (var segment : raw.split("/", -1)) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> kept.pollLast();
        default -> kept.addLast(segment);
      }
    }
    var directory = raw.endsWith("/") || raw.endsWith("/.") || raw.endsWith("/..");
    return "/" + String.join("/", kept) + (directory && !kept.isEmpty() ? "/" : "");
  }

  /// Blanks at both ends dropped, runs of blanks inside made one.
  static String fold(String value) {
    var folded = new StringBuilder(value.length());
    var pending = false;
    for (var at = 0; at < value.length(); at++) {
      var octet = value.charAt(at);
      if (octet == ' ' || octet == '\t') {
        pending = folded.length() > 0;
      } else {
        folded.append(pending ? " " : "").append(octet);
        pending = false;
      }
    }
    return folded.toString();
  }
}
