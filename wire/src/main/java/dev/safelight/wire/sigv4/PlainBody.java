package dev.safelight.wire.sigv4;

import dev.safelight.wire.sigv4.BodyException.Flaw;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/// A body as it is: held to its declared length and, if it has one, to its hash.
final class PlainBody extends VerifiedBody {
  private static final String ANY = "";

  private final InputStream source;
  private final long declaredLength;
  private final String hash;
  private final MessageDigest digest = Sha256.digest();
  private long seen;

  private PlainBody(InputStream source, long declaredLength, String hash) {
    this.source = source;
    this.declaredLength = declaredLength;
    this.hash = hash;
  }

  static PlainBody hashed(InputStream source, long declaredLength, String hash) {
    return new PlainBody(source, declaredLength, hash);
  }

  static PlainBody any(InputStream source, long declaredLength) {
    return new PlainBody(source, declaredLength, ANY);
  }

  @Override
  int advance(byte[] buffer, int offset, int length) throws IOException {
    var read = source.read(buffer, offset, length);
    if (read < 0) {
      checkEnd();
      return -1;
    }
    seen += read;
    if (declaredLength >= 0 && seen > declaredLength) {
      throw new BodyException(Flaw.TRAILING_GARBAGE, "The body is longer than Content-Length.");
    }
    if (!hash.equals(ANY)) {
      digest.update(buffer, offset, read);
    }
    return read;
  }

  private void checkEnd() throws BodyException {
    if (seen < declaredLength) {
      throw new BodyException(Flaw.INCOMPLETE_BODY, Flaw.INCOMPLETE_BODY.error().text());
    }
    if (!hash.equals(ANY) && !Sha256.same(HexFormat.of().formatHex(digest.digest()), hash)) {
      throw new BodyException(
          Flaw.CONTENT_HASH_MISMATCH, Flaw.CONTENT_HASH_MISMATCH.error().text());
    }
  }

  @Override
  Map<String, String> readTrailers() {
    return Map.of();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
