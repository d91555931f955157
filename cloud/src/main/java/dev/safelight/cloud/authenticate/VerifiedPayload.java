package dev.safelight.cloud.authenticate;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Request;
import dev.safelight.wire.sigv4.BodyException;
import dev.safelight.wire.sigv4.Claim;
import dev.safelight.wire.sigv4.Seed;
import dev.safelight.wire.sigv4.VerifiedBody;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A payload that is held to its signed hash, to its chunk signatures and to its lengths while it
/// is read: whoever reaches its end has the bytes that were signed. Used by one thread.
final class VerifiedPayload implements Payload {
  private static final String DECODED_LENGTH = "x-amz-decoded-content-length";

  private final Request request;
  private final Claim.Signed claim;
  private final Seed seed;
  private @Nullable VerifiedBody body;

  VerifiedPayload(Request request, Claim.Signed claim, Seed seed) {
    this.request = request;
    this.claim = claim;
    this.seed = seed;
  }

  @Override
  public InputStream open() throws IOException {
    try {
      var opened =
          VerifiedBody.of(
              claim, seed, request.payload().open(), request.payload().length().orElse(-1));
      body = opened;
      return new Faulting(opened);
    } catch (BodyException flawed) {
      throw fault(flawed);
    }
  }

  @Override
  public OptionalLong length() {
    var decoded = request.headers().first(DECODED_LENGTH).orElse("");
    try {
      return decoded.isEmpty()
          ? request.payload().length()
          : OptionalLong.of(Long.parseLong(decoded.strip()));
    } catch (NumberFormatException _) {
      return OptionalLong.empty(); // Reading the body says what is wrong with it.
    }
  }

  @Override
  public Map<String, String> trailers() {
    return body == null ? Map.of() : body.trailers();
  }

  private static Fault fault(BodyException flawed) {
    var error = flawed.flaw().error();
    return new Fault(error.status(), error.code(), String.valueOf(flawed.getMessage()));
  }

  /// A false body is the client's fault, not the network's.
  private static final class Faulting extends FilterInputStream {
    Faulting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (BodyException flawed) {
        throw fault(flawed);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (BodyException flawed) {
        throw fault(flawed);
      }
    }
  }
}
