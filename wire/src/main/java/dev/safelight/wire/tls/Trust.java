package dev.safelight.wire.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// TLS that trusts those in a PEM file, and the JDK's authorities besides. The latter are read only
/// when a certificate asks for them: reading a hundred and more takes longer than a handshake.
/// Thread-safe.
final class Trust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager bundle;
  private @Nullable X509ExtendedTrustManager defaults;

  private Trust(X509ExtendedTrustManager bundle) {
    this.bundle = bundle;
  }

  /// @throws IllegalArgumentException naming the file where it cannot be read or holds no
  ///   certificate
  static SSLSocketFactory withBundle(String pem) {
    try {
      // At once: the JDK reads octet by octet.
      var input = new ByteArrayInputStream(Bundle.check(pem));
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
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Trust(manager(anchors))}, null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException unusable) {
      throw new IllegalArgumentException("AWS_CA_BUNDLE cannot be used: " + pem, unusable);
    }
  }

  /// Without anchors: the JDK's own.
  private static X509ExtendedTrustManager manager(@Nullable KeyStore anchors)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new GeneralSecurityException("this JDK checks no X.509 certificates");
  }

  private synchronized X509ExtendedTrustManager defaults() throws CertificateException {
    var known = defaults;
    if (known == null) {
      try {
        known = manager(null);
      } catch (GeneralSecurityException unusable) {
        throw new CertificateException("the JDK's authorities cannot be read", unusable);
      }
      defaults = known;
    }
    return known;
  }

  private interface Check {
    void by(X509ExtendedTrustManager manager) throws CertificateException;
  }

  private void check(Check check) throws CertificateException {
    try {
      check.by(bundle);
    } catch (CertificateException notInBundle) {
      try {
        check.by(defaults());
      } catch (CertificateException neither) {
        neither.addSuppressed(notInBundle);
        throw neither;
      }
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(manager -> manager.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(manager -> manager.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(manager -> manager.checkServerTrusted(chain, type));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("a client has no clients");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("a client has no clients");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("a client has no clients");
  }

  /// Asked for by servers alone.
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return bundle.getAcceptedIssuers();
  }
}
