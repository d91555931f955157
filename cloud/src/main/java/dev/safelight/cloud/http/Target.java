package dev.safelight.cloud.http;

import dev.safelight.cloud.call.Fault;

/// A request line's target. It is checked and never changed: signatures are made over its raw form,
/// and `//`, `..` and `%2F` are letters of a key.
final class Target {
  private Target() {}

  /// The path and query to serve.
  ///
  /// @param host the Host header; a target in absolute form must name the same (RFC 9112, 3.2.2,
  ///   would let the target win, but the Host is what was signed)
  /// @throws Fault where it is none
  static String of(String sent, String host) {
    if (sent.startsWith("/")) {
      return checked(sent);
    }
    int authority = sent.indexOf("://") + 3;
    var scheme = authority < 3 ? "" : sent.substring(0, authority - 3);
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      throw invalid("it must begin with / or http://");
    }
    int end = authority;
    while (end < sent.length() && sent.charAt(end) != '/' && sent.charAt(end) != '?') {
      end++;
    }
    if (!sent.substring(authority, end).equalsIgnoreCase(host)) {
      throw invalid("it names another host than the Host header");
    }
    var rest = sent.substring(end);
    return checked(rest.startsWith("/") ? rest : "/" + rest);
  }

  private static String checked(String target) {
    for (int i = 0; i < target.length(); i++) {
      char letter = target.charAt(i);
      if (letter <= ' ' || letter >= 0x7f) {
        throw invalid("controls, spaces and letters outside ASCII must be percent-encoded");
      }
      if (letter == '#') {
        throw invalid("a fragment is never sent");
      }
      if (letter == '%' && !(isHex(target, i + 1) && isHex(target, i + 2))) {
        throw invalid("% must be followed by two hexadecimal digits");
      }
    }
    return target;
  }

  private static boolean isHex(String text, int at) {
    return at < text.length() && Character.digit(text.charAt(at), 16) >= 0;
  }

  private static Fault invalid(String why) {
    return new Fault(400, "InvalidURI", "Couldn't parse the specified URI: " + why + ".");
  }
}
