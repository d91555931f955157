package dev.safelight.wire.sigv4;

import dev.safelight.wire.error.AwsError;

/// What a verifier found.
public sealed interface Verdict {
  /// The holder of the secret signed exactly this request; chunk signatures continue from `seed`.
  record Verified(Seed seed) implements Verdict {}

  /// Not believed. `error` is S3's answer and `message` its public text. `canonicalRequest` and
  /// `stringToSign` are what the server computed, empty unless it came to comparing; S3 shows both
  /// to the client, who made the request and may see them.
  record Refused(
      Reason reason, AwsError error, String message, String canonicalRequest, String stringToSign)
      implements Verdict {
    static Refused because(Reason reason, String message) {
      return new Refused(reason, reason.error(), message, "", "");
    }
  }
}
