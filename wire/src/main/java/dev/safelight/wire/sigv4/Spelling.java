package dev.safelight.wire.sigv4;

/// How a client may have spelled path and query in what it signed.
enum Spelling {
  /// Decoded, then encoded once: AWS's rule, and what its SDKs sign.
  CANONICAL,

  /// The very octets it sent, such as `%2F` in a key or `+` in a path. Only for S3, where path and
  /// signature are encoded alike. It opens nothing: no other request has the same octets.
  AS_SENT
}
