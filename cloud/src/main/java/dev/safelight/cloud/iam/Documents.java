package dev.safelight.cloud.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.policy.PolicyType;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/// Policy documents as IAM takes and returns them.
record Documents(Compiled compiled) {
  private static final int LONGEST = 131_072;

  /// The document that a client puts.
  ///
  /// @return the document, as it was sent
  String check(PolicyType type, @Nullable String document, String member) {
    var text = Checks.required(document, member);
    if (text.length() > LONGEST) {
      throw Faults.limitExceeded("A policy document may have " + LONGEST + " characters.");
    }
    compiled
        .fault(type, text)
        .ifPresent(wrong -> {
          throw Faults.malformedPolicy(wrong);
        });
    return text;
  }

  /// Characters that quotas count: all but whitespace.
  static int size(String document) {
    return (int) document.chars().filter(c -> !Character.isWhitespace(c)).count();
  }

  /// As answers hold documents: percent-encoded (RFC 3986), which clients decode.
  static String encoded(String document) {
    return URLEncoder.encode(document, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
