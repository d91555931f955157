package dev.safelight.cloud.http;

import javax.net.ssl.SSLContext;

/// Whether a door speaks HTTP or HTTPS.
public sealed interface Security {
  record Plain() implements Security {}

  /// TLS 1.2 or 1.3 with the context's certificate.
  record Tls(SSLContext context) implements Security {}
}
