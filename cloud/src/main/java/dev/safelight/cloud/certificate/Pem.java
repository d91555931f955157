package dev.safelight.cloud.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// Certificates and keys as text (RFC 7468).
final class Pem {
  private static final String BEGIN_KEY = "-----BEGIN PRIVATE KEY-----";
  private static final String END_KEY = "-----END PRIVATE KEY-----";

  private Pem() {}

  static String of(X509Certificate certificate) throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(base64(certificate.getEncoded()));
  }

  static String of(PrivateKey key) {
    return "%s\n%s\n%s\n".formatted(BEGIN_KEY, base64(key.getEncoded()), END_KEY);
  }

  static PrivateKey key(byte[] pem) throws GeneralSecurityException {
    var text = new String(pem, US_ASCII).strip();
    if (!text.startsWith(BEGIN_KEY) || !text.endsWith(END_KEY)) {
      throw new InvalidKeySpecException("not a private key in PEM");
    }
    var base64 = text.substring(BEGIN_KEY.length(), text.length() - END_KEY.length());
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
    } catch (IllegalArgumentException broken) {
      throw new InvalidKeySpecException("not Base64", broken);
    }
  }

  private static String base64(byte[] der) {
    return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
  }
}
