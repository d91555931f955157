package dev.safelight.wire.sigv4;

import dev.safelight.wire.error.AwsError;
import java.io.IOException;

/// A body that is not the one its request promised. Whatever was read of it is to be thrown away.
public final class BodyException extends IOException {
  private static final long serialVersionUID = 1L;

  /// What broke the promise, with S3's answer to it.
  public enum Flaw {
    SIGNATURE_MISMATCH(AwsError.SIGNATURE_DOES_NOT_MATCH),
    CONTENT_HASH_MISMATCH(AwsError.CONTENT_SHA256_MISMATCH),
    MALFORMED_CHUNK(AwsError.INVALID_REQUEST),
    CHUNK_TOO_SMALL(AwsError.INVALID_CHUNK_SIZE),
    MALFORMED_TRAILER(AwsError.MALFORMED_TRAILER),
    MISSING_LENGTH(AwsError.MISSING_CONTENT_LENGTH),
    /// The body ended too early.
    INCOMPLETE_BODY(AwsError.INCOMPLETE_BODY),
    /// More or fewer bytes than announced, in a body that is otherwise whole.
    LENGTH_MISMATCH(AwsError.INCOMPLETE_BODY),
    /// Bytes after the end.
    TRAILING_GARBAGE(AwsError.INVALID_REQUEST);

    private final AwsError error;

    Flaw(AwsError error) {
      this.error = error;
    }

    public AwsError error() {
      return error;
    }
  }

  private final Flaw flaw;

  BodyException(Flaw flaw, String message) {
    super(message);
    this.flaw = flaw;
  }

  public Flaw flaw() {
    return flaw;
  }
}
