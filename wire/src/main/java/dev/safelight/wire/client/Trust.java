package dev.safelight.wire.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// TLS that trusts the JDK's authorities and those in a PEM file besides.
final class Trust {
  private Trust() {}

  /// @throws IllegalArgumentException naming the file where it cannot be read or holds no
  ///   certificate
  static SSLSocketFactory withBundle(Path pem) {
    try (var input = Files.newInputStream(pem)) {
      var certificates = CertificateFactory.getInstance("X.509").generateCertificates(input);
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException("AWS_CA_BUNDLE holds no certificate: " + pem);
      }
      var anchors = KeyStore.getInstance(KeyStore.getDefaultType());
      anchors.load(null, null);
      var number = 0;
      for (var certificate : certificates) {
        anchors.setCertificateEntry("bundle-" + number++, certificate);
      }
      for (var manager : factory(null).getTrustManagers()) {
        if (manager instanceof X509TrustManager defaults) {
          for (var certificate : defaults.getAcceptedIssuers()) {
            anchors.setCertificateEntry("default-" + number++, certificate);
          }
        }
      }
      var context = SSLContext.getInstance("TLS");
      context.init(null, factory(anchors).getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException unusable) {
      throw new IllegalArgumentException("AWS_CA_BUNDLE cannot be used: " + pem, unusable);
    }
  }

  /// Without anchors: the JDK's own.
  private static TrustManagerFactory factory(@Nullable KeyStore anchors)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors);
    return factory;
  }
}
