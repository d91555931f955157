package dev.safelight.wire.sigv4;

/// What a verifier found.
public sealed interface Verdict {
  /// The holder of the secret signed exactly this request; chunk signatures continue from `seed`.
  record Verified(Seed seed) implements Verdict {}

  /// Not believed. `canonicalRequest` and `stringToSign` are what the server computed, empty unless
  /// it came to comparing; S3 shows both to the client, who made the request and may see them.
  record Refused(Reason reason, String message, String canonicalRequest, String stringToSign)
      implements Verdict {
    static Refused because(Reason reason, String message) {
      return new Refused(reason, message, "", "");
    }

    static Refused because(Reason reason) {
      return because(reason, reason.error().text());
    }
  }
}
