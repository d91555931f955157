package dev.safelight.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

/// A trust store for JVMs: the JDK's own CAs and the environment's.
final class TrustStore {
  private static final String PASSWORD = "changeit"; // The JDK's own; it protects nothing secret.

  private TrustStore() {}

  /// Writes `DATA/trust.p12` and gives the options that make a JVM use it.
  static String options(Path data) {
    var file = data.resolve("trust.p12").toAbsolutePath();
    try {
      var store =
          KeyStore.getInstance(
              Path.of(System.getProperty("java.home"), "lib/security/cacerts").toFile(),
              PASSWORD.toCharArray());
      var whole = KeyStore.getInstance("PKCS12");
      whole.load(null, PASSWORD.toCharArray());
      for (var alias : java.util.Collections.list(store.aliases())) {
        whole.setCertificateEntry(alias, store.getCertificate(alias));
      }
      try (var ca = Files.newInputStream(data.resolve("ca.pem"))) {
        whole.setCertificateEntry(
            "safelight", CertificateFactory.getInstance("X.509").generateCertificate(ca));
      }
      var bytes = new ByteArrayOutputStream();
      whole.store(bytes, PASSWORD.toCharArray());
      Files.write(file, bytes.toByteArray());
    } catch (IOException | GeneralSecurityException broken) {
      throw new IllegalStateException(file + " cannot be written: " + broken, broken);
    }
    return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
        .formatted(file, PASSWORD);
  }
}
