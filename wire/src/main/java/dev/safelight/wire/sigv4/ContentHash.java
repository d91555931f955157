package dev.safelight.wire.sigv4;

import java.util.Optional;

/// What a signature says about the body: `x-amz-content-sha256`, or the last line of the canonical
/// request.
public sealed interface ContentHash {
  /// SHA-256 of the whole body, 64 lower-case hex digits.
  record Exact(String text) implements ContentHash {}

  /// The body is not covered; S3 takes it, other services do not.
  record Unsigned() implements ContentHash {
    @Override
    public String text() {
      return "UNSIGNED-PAYLOAD";
    }
  }

  /// The body comes in `aws-chunked` framing, read with [AwsChunked].
  record Streamed(Framing framing) implements ContentHash {
    @Override
    public String text() {
      return framing.text();
    }
  }

  /// Nothing was said: usual for services other than S3, whose server hashes the body itself.
  record Absent() implements ContentHash {
    @Override
    public String text() {
      return "";
    }
  }

  ContentHash EMPTY_BODY = new Exact(Sha256.OF_NOTHING);
  ContentHash UNSIGNED = new Unsigned();
  ContentHash ABSENT = new Absent();

  String text();

  static ContentHash of(byte[] body) {
    return new Exact(Sha256.hex(body));
  }

  /// Reads a claim; empty for what S3 does not know (and for the ECDSA kinds of SigV4A).
  static Optional<ContentHash> read(String text) {
    if (Sha256.isHex(text)) {
      return Optional.of(new Exact(text));
    }
    if (text.equals(UNSIGNED.text())) {
      return Optional.of(UNSIGNED);
    }
    for (var framing : Framing.values()) {
      if (text.equals(framing.text())) {
        return Optional.of(new Streamed(framing));
      }
    }
    return Optional.empty();
  }
}
