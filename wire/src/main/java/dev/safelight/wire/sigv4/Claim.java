package dev.safelight.wire.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a request says about its signer; nothing of it is believed before [Verifier] has agreed.
///
/// Reading keeps the request's octets, so a claim is all a verifier needs. Immutable.
public sealed interface Claim {
  /// No signature anywhere: an anonymous caller.
  record Unsigned() implements Claim {}

  /// Something that wants to be a signature and is none; `message` is AWS's public text.
  record Malformed(Fault fault, String message) implements Claim {}

  /// A readable signature, wherever it stood.
  sealed interface Signed extends Claim {
    HttpParts request();

    Proof proof();

    /// The session token of temporary credentials, empty for long-term keys.
    String sessionToken();

    /// What was said about the body.
    ContentHash contentHash();

    default String accessKeyId() {
      return proof().accessKeyId();
    }

    default Scope scope() {
      return proof().scope();
    }

    /// When the request says it was signed.
    default Instant date() {
      return proof().date();
    }
  }

  /// The parts of the signature itself. `signedHeaders` are in lower case, in the signer's order.
  record Proof(
      String accessKeyId,
      Scope scope,
      List<String> signedHeaders,
      String signature,
      String amzDate,
      Instant date) {
    public Proof {
      signedHeaders = List.copyOf(signedHeaders);
    }
  }

  /// Signed in the `Authorization` header.
  record HeaderSigned(HttpParts request, Proof proof, String sessionToken, ContentHash contentHash)
      implements Signed {
    /// Without the token: claims are logged.
    @Override
    public String toString() {
      return "HeaderSigned[" + accessKeyId() + ", " + scope() + "]";
    }
  }

  /// Signed in the query, good for `expires` after its date.
  record Presigned(
      HttpParts request,
      Proof proof,
      Duration expires,
      String sessionToken,
      ContentHash contentHash)
      implements Signed {
    /// Without the target, which whoever reads the log could send.
    @Override
    public String toString() {
      return "Presigned[" + accessKeyId() + ", " + scope() + ", " + expires + "]";
    }
  }

  /// Reads a request as received: raw target, headers in order with repeats.
  static Claim read(String method, String rawTarget, List<Header> headers) {
    return ClaimReader.read(new HttpParts(method, rawTarget, headers));
  }
}
