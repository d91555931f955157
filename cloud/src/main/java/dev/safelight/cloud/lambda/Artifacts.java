package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Errand;
import dev.safelight.cloud.authorise.Errands;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Body;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/// Deployment packages in buckets, read through the front door as the one who creates or updates
/// the function: nobody gets at an object by making a function of it. AWS: "Create a Lambda
/// function ... defined as a .zip file archive" (`s3:GetObject`).
final class Artifacts {
  private static final String SERVICE = "lambda.amazonaws.com";

  /// AWS's quota for what is in it, which no zip of it exceeds by much.
  private static final int MOST_BYTES = 250 << 20;

  private final Errands errands;
  private final Supplier<String> ids;

  /// @param ids of requests
  Artifacts(Errands errands, Supplier<String> ids) {
    this.errands = errands;
    this.ids = ids;
  }

  /// @param via the services that the call came through
  byte[] read(
      Caller caller,
      List<String> via,
      String region,
      String bucket,
      String key,
      @Nullable String version) {
    var request = GetObjectRequest.builder().bucket(bucket).key(key).versionId(version).build();
    var errand = Errand.forwarded(ids.get(), caller, via, SERVICE, region);
    Answer answer;
    try {
      answer = errands.run(errand, request);
    } catch (Fault refused) {
      throw explained(refused);
    }
    if (!(answer instanceof Answer.Streamed streamed)) {
      throw new IllegalStateException("GetObject answered " + answer.getClass());
    }
    try (var body = streamed.body()) {
      return bytes(body);
    } catch (IOException broken) {
      throw new UncheckedIOException("a deployment package cannot be read", broken);
    }
  }

  private static byte[] bytes(Body body) throws IOException {
    if (body.length() > MOST_BYTES) {
      throw Configuration.invalid(
          "Unzipped size must be smaller than %d bytes".formatted(MOST_BYTES));
    }
    var filling = new Filling(new byte[(int) body.length()]);
    body.writeTo(filling);
    return filling.full();
  }

  /// An array that is filled in place: a package may have 250 MB, and a copy as many again.
  private static final class Filling extends OutputStream {
    private final byte[] bytes;
    private int filled;

    Filling(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int at, int length) throws IOException {
      if (length > bytes.length - filled) {
        throw new IOException("more than the " + bytes.length + " bytes that were announced");
      }
      System.arraycopy(from, at, bytes, filled, length);
      filled += length;
    }

    byte[] full() throws IOException {
      if (filled < bytes.length) {
        throw new IOException(
            "%d of the %d bytes that were announced".formatted(filled, bytes.length));
      }
      return bytes;
    }
  }

  /// In AWS's words.
  private static Fault explained(Fault refused) {
    var code = "S3 Error Code: %s. S3 Error Message: %s".formatted(refused.code(), refused.text());
    return refused.status() == 403
        ? new Fault(
            403,
            "AccessDeniedException",
            "Your access has been denied by S3, please make sure your request credentials have permission to GetObject for this bucket and key. "
                + code)
        : Configuration.invalid("Error occurred while GetObject. " + code);
  }
}
