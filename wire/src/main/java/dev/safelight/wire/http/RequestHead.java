package dev.safelight.wire.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.safelight.wire.sigv4.HttpParts;

/// The head of a request as it is sent: one octet for each character.
final class RequestHead {
  private RequestHead() {}

  /// @throws IllegalArgumentException where a part could end its line, and begin one of its own
  static byte[] octets(HttpParts request, int length) {
    if (!isToken(request.method()) || !isTarget(request.target())) {
      throw new IllegalArgumentException(
          "no request line: " + request.method() + ' ' + request.target());
    }
    var head = new StringBuilder(1_024);
    head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    for (var header : request.headers()) {
      if (!isToken(header.name()) || !isValue(header.value())) {
        // Not the value, which may be a secret.
        throw new IllegalArgumentException("no header: " + header.name());
      }
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    head.append("Accept: */*\r\nUser-Agent: safelight\r\n");
    if (length > 0 || request.method().equals("PUT") || request.method().equals("POST")) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(ISO_8859_1);
  }

  /// RFC 9110, 5.6.2; the signs beside letters and digits that are in use.
  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isTarget(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
        return false;
      }
    }
    return text.startsWith("/");
  }

  private static boolean isValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
        return false;
      }
    }
    return true;
  }
}
