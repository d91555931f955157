package dev.safelight.cloud.http;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import java.util.Map;
import java.util.regex.Pattern;

/// Where a request's body ends. Two answers to that question are how one request is smuggled inside
/// another, so whatever leaves a doubt is refused (RFC 9112, 6.3, allows guessing).
sealed interface Framing {
  record Fixed(long length) implements Framing {}

  record Chunked() implements Framing {}

  Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  static Framing of(Headers headers, boolean isHttp10, long most) {
    var codings = headers.all("Transfer-Encoding");
    var lengths = headers.all("Content-Length");
    if (!codings.isEmpty()) {
      if (!lengths.isEmpty()) {
        throw bad("Transfer-Encoding and Content-Length exclude each other.");
      }
      if (isHttp10) {
        throw bad("HTTP/1.0 has no Transfer-Encoding.");
      }
      if (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
        throw bad("Transfer-Encoding must be chunked and nothing else.");
      }
      return new Chunked();
    }
    if (lengths.isEmpty()) {
      return new Fixed(0);
    }
    if (lengths.size() > 1 || !DIGITS.matcher(lengths.getFirst()).matches()) {
      throw bad("Content-Length must be one decimal number.");
    }
    long length = Long.parseLong(lengths.getFirst());
    if (length > most) {
      throw tooLarge(most);
    }
    return new Fixed(length);
  }

  static Fault tooLarge(long most) {
    return new Fault(
        400,
        "EntityTooLarge",
        "Your proposed upload exceeds the maximum allowed size",
        Map.of("MaxSizeAllowed", Long.toString(most)));
  }

  private static Fault bad(String message) {
    return new Fault(400, "BadRequest", message);
  }
}
