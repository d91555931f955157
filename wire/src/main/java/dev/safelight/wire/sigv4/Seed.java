package dev.safelight.wire.sigv4;

/// Where a chain of chunk signatures begins: the request's own signature, its time
/// (`yyyyMMdd'T'HHmmss'Z'`) and the key that made it.
public record Seed(SigningKey key, String signature, String amzDate) {
  public Scope scope() {
    return key.scope();
  }

  Seed next(String chunkSignature) {
    return new Seed(key, chunkSignature, amzDate);
  }

  String signChunk(String bodyHash) {
    return key.sign(
        String.join(
            "\n",
            "AWS4-HMAC-SHA256-PAYLOAD",
            amzDate,
            scope().toString(),
            signature,
            Sha256.OF_NOTHING,
            bodyHash));
  }

  String signTrailer(String trailerHash) {
    return key.sign(
        String.join(
            "\n", "AWS4-HMAC-SHA256-TRAILER", amzDate, scope().toString(), signature, trailerHash));
  }
}
