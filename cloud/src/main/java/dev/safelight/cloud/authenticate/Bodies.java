package dev.safelight.cloud.authenticate;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Request;
import java.io.IOException;

/// Payloads that fit into memory.
final class Bodies {
  private Bodies() {}

  /// @throws Fault 413 past `most` bytes, 400 where the client stops early
  static byte[] read(Payload payload, int most) {
    if (payload.length().orElse(0) > most) {
      throw tooLarge(most);
    }
    try (var in = payload.open()) {
      var bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw tooLarge(most);
      }
      return bytes;
    } catch (IOException broken) {
      throw new Fault(
          400, "IncompleteBody", "The request body ended early: " + broken.getMessage());
    }
  }

  static Request with(Request request, Payload payload) {
    return new Request(
        request.id(),
        request.at(),
        request.method(),
        request.target(),
        request.headers(),
        payload,
        request.peer());
  }

  private static Fault tooLarge(int most) {
    return new Fault(
        413, "RequestEntityTooLargeException", "Request must be smaller than " + most + " bytes");
  }
}
