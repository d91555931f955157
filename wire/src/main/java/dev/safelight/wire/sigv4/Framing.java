package dev.safelight.wire.sigv4;

/// The three ways in which a body is cut into `aws-chunked` pieces, named as `x-amz-content-sha256`
/// names them. AWS: "Signature calculations for the Authorization header: transferring payload in
/// multiple chunks".
public enum Framing {
  SIGNED("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
  SIGNED_WITH_TRAILER("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"),
  UNSIGNED_WITH_TRAILER("STREAMING-UNSIGNED-PAYLOAD-TRAILER");

  private final String text;

  Framing(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  boolean isSigned() {
    return this != UNSIGNED_WITH_TRAILER;
  }

  boolean hasTrailer() {
    return this != SIGNED;
  }
}
