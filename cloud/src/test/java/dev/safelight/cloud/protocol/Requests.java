package dev.safelight.cloud.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Peer;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/// Requests as a listener would hand them on.
public final class Requests {
  private Requests() {}

  public static Request of(String method, String target, Headers headers, String body) {
    return new Request(
        "4442587FB7D0A2F9",
        Instant.parse("2026-11-24T01:08:15Z"),
        method,
        target,
        headers,
        Payload.of(body.getBytes(UTF_8)),
        new Peer("127.0.0.1", ""));
  }

  public static Request get(String target, String... headers) {
    return of("GET", target, Headers.of(headers), "");
  }

  public static Request form(String body) {
    return of("POST", "/", Headers.of("Content-Type", "application/x-www-form-urlencoded"), body);
  }

  public static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  public static String body(Reply reply) {
    try (var body = reply.body()) {
      var out = new ByteArrayOutputStream();
      body.writeTo(out);
      return out.toString(UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
