package dev.safelight.cloud.protocol;

import dev.safelight.cloud.call.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Payloads that were read before the call was recognised.
public final class InMemory {
  private InMemory() {}

  /// All bytes of a payload that is in memory already, as it is for every service but S3.
  public static byte[] bytes(Payload payload) {
    try (var in = payload.open()) {
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException("a payload in memory cannot be read", broken);
    }
  }
}
