package dev.safelight.wire.http;

import java.net.URI;

/// Where a server is: connections to one are kept for the next call to the same.
///
/// @param host a name or an address, without brackets
public record Origin(boolean secure, String host, int port) {
  /// Of a URL with a host, `http` or `https`; the path does not matter.
  public static Origin of(URI uri) {
    var host = uri.getHost();
    boolean secure = "https".equals(uri.getScheme());
    if (host == null || !(secure || "http".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("neither http nor https, or without a host: " + uri);
    }
    return new Origin(
        secure,
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80);
  }

  /// The host as certificates name it: without the dot that ends a whole name in DNS. RFC 6066, 3.
  public String name() {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
