package dev.safelight.wire.sigv4;

import dev.safelight.wire.sigv4.BodyException.Flaw;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A body that comes to its end only if it is the body that was signed.
///
/// Bytes are handed out as they arrive and may turn out false afterwards: write them where they can
/// be dropped, and use nothing before `read` has answered -1. A [BodyException] tells what was
/// wrong; once thrown, every further read throws again. Memory use does not grow with the body. For
/// one thread. Closing closes the source.
public abstract sealed class VerifiedBody extends InputStream permits AwsChunked, PlainBody {
  private @Nullable IOException failure;
  private boolean ended;

  VerifiedBody() {}

  /// The body of a request whose signature is verified, `declaredLength` being its Content-Length
  /// or -1 where it has none.
  public static VerifiedBody of(
      Claim.Signed claim, Seed seed, InputStream source, long declaredLength) throws BodyException {
    return switch (claim.contentHash()) {
      case ContentHash.Exact exact -> PlainBody.hashed(source, declaredLength, exact.text());
      case ContentHash.Unsigned _, ContentHash.Absent _ -> PlainBody.any(source, declaredLength);
      case ContentHash.Streamed(var framing) -> {
        var length = decodedLength(claim.request());
        var trailers = announcedTrailers(claim.request());
        yield switch (framing) {
          case SIGNED -> AwsChunked.signed(source, seed, length);
          case SIGNED_WITH_TRAILER -> AwsChunked.signed(source, seed, length, trailers);
          case UNSIGNED_WITH_TRAILER -> AwsChunked.unsigned(source, length, trailers);
        };
      }
    };
  }

  /// The trailing headers by lower-case name; they are complete and, in a signed framing, verified.
  ///
  /// @throws IllegalStateException before the body has ended
  public final Map<String, String> trailers() {
    if (!ended) {
      throw new IllegalStateException("the body has not been read to its end");
    }
    return readTrailers();
  }

  abstract Map<String, String> readTrailers();

  /// Like [InputStream#read(byte[], int, int)] with `length` above 0; -1 only for a whole body.
  abstract int advance(byte[] buffer, int offset, int length) throws IOException;

  @Override
  public final int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public final int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (failure != null) {
      throw failure;
    }
    if (length == 0) {
      return 0;
    }
    if (ended) {
      return -1;
    }
    try {
      var read = advance(buffer, offset, length);
      ended = read < 0;
      return read;
    } catch (IOException broken) {
      failure = broken;
      throw broken;
    }
  }

  private static long decodedLength(HttpParts request) throws BodyException {
    var values = request.values("x-amz-decoded-content-length");
    if (values.size() != 1 || !values.getFirst().strip().matches("[0-9]{1,18}")) {
      throw new BodyException(
          Flaw.MISSING_LENGTH, "x-amz-decoded-content-length must be given once, in bytes.");
    }
    return Long.parseLong(values.getFirst().strip());
  }

  private static Set<String> announcedTrailers(HttpParts request) {
    var names = new HashSet<String>();
    for (var value : request.values("x-amz-trailer")) {
      for (var name : value.split(",", -1)) {
        names.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
