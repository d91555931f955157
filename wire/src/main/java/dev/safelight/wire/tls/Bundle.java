package dev.safelight.wire.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A PEM file of authorities.
final class Bundle {
  private Bundle() {}

  /// @throws IllegalArgumentException naming the file where it cannot be read or holds no
  ///   certificate
  static byte[] check(String file) {
    try {
      var pem = Files.readAllBytes(Path.of(file));
      if (!new String(pem, java.nio.charset.StandardCharsets.ISO_8859_1)
          .contains("-----BEGIN CERTIFICATE-----")) {
        throw new IllegalArgumentException("AWS_CA_BUNDLE holds no certificate: " + file);
      }
      return pem;
    } catch (IOException unusable) {
      throw new IllegalArgumentException("AWS_CA_BUNDLE cannot be used: " + file, unusable);
    }
  }
}
