package dev.safelight.wire.sigv4;

import java.nio.charset.StandardCharsets;

/// Percent-encoding as signatures want it: everything but `A-Z a-z 0-9 - . _ ~` becomes `%XY` in
/// upper case. Nothing of it is `java.net.URLEncoder`, which writes forms.
public final class PercentEncoding {
  private static final String HEX = "0123456789ABCDEF";

  private PercentEncoding() {}

  /// A query name or value, or one path segment, from text (as UTF-8).
  public static String encode(String text) {
    return encodeOctets(octets(text), false);
  }

  /// A path from text (as UTF-8); slashes stay.
  public static String encodePath(String text) {
    return encodeOctets(octets(text), true);
  }

  static String encodeOctets(String octets, boolean slashStays) {
    var encoded = new StringBuilder(octets.length() + 16);
    for (var at = 0; at < octets.length(); at++) {
      var octet = octets.charAt(at);
      if (isUnreserved(octet) || (slashStays && octet == '/')) {
        encoded.append(octet);
      } else {
        encoded.append('%').append(HEX.charAt(octet >> 4 & 15)).append(HEX.charAt(octet & 15));
      }
    }
    return encoded.toString();
  }

  /// Octets from percent-encoded octets. What is no escape stays as it is; [#isWellFormed] tells.
  static String decodeOctets(String encoded, boolean plusIsSpace) {
    var octets = new StringBuilder(encoded.length());
    for (var at = 0; at < encoded.length(); at++) {
      var octet = encoded.charAt(at);
      if (octet == '%' && isEscape(encoded, at)) {
        octets.append((char) (hex(encoded.charAt(at + 1)) << 4 | hex(encoded.charAt(at + 2))));
        at += 2;
      } else {
        octets.append(octet == '+' && plusIsSpace ? ' ' : octet);
      }
    }
    return octets.toString();
  }

  /// Whether every `%` begins an escape, and no character is more than an octet.
  static boolean isWellFormed(String encoded) {
    for (var at = 0; at < encoded.length(); at++) {
      var octet = encoded.charAt(at);
      if (octet > 0xFF || (octet == '%' && !isEscape(encoded, at))) {
        return false;
      }
    }
    return true;
  }

  private static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length() && hex(text.charAt(at + 1)) >= 0 && hex(text.charAt(at + 2)) >= 0;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  /// Not `Character.digit`, which also takes digits of other scripts.
  private static int hex(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    var lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
