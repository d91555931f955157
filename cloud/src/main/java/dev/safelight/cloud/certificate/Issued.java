package dev.safelight.cloud.certificate;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// A certificate with its private key: ECDSA over P-256 with SHA-256.
record Issued(X509Certificate certificate, PrivateKey key) {
  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
  private static final String COMMON_NAME = "2.5.4.3";

  /// Ten years, two or three of them leap years.
  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3652);

  /// Below the 825 days beyond which clients of Apple refuse a server's certificate.
  private static final Duration SERVER_LIFE = Duration.ofDays(800);

  /// Certificates begin a little in the past: clocks differ.
  private static final Duration SKEW = Duration.ofHours(1);

  static Issued authority(Instant now, SecureRandom random) throws GeneralSecurityException {
    var own = newKey(random);
    var suffix = new byte[4];
    random.nextBytes(suffix);
    var name = name("Safelight local CA " + HexFormat.of().formatHex(suffix));
    return signed(
        own,
        own.getPrivate(),
        name,
        name,
        now.minus(SKEW),
        now.plus(AUTHORITY_LIFE),
        Extensions.ofAuthority(own.getPublic()),
        random);
  }

  /// A server's certificate, signed by this authority.
  ///
  /// @param names as [Extensions#dns] and [Extensions#address] give them
  Issued server(List<byte[]> names, Instant now, SecureRandom random)
      throws GeneralSecurityException {
    var own = newKey(random);
    var end = now.plus(SERVER_LIFE);
    var authorityEnd = certificate.getNotAfter().toInstant();
    return signed(
        own,
        key,
        certificate.getSubjectX500Principal().getEncoded(),
        name("Safelight local server"),
        now.minus(SKEW),
        end.isBefore(authorityEnd) ? end : authorityEnd,
        Extensions.ofServer(own.getPublic(), certificate.getPublicKey(), names),
        random);
  }

  private static Issued signed(
      KeyPair own,
      PrivateKey signer,
      byte[] issuer,
      byte[] subject,
      Instant from,
      Instant until,
      List<byte[]> extensions,
      SecureRandom random)
      throws GeneralSecurityException {
    var unsigned =
        Der.sequence(
            Der.context(0, Der.integer(BigInteger.TWO)), // Version 3.
            Der.integer(new BigInteger(126, random).add(BigInteger.ONE)),
            ECDSA_WITH_SHA256,
            issuer,
            Der.sequence(Der.time(from), Der.time(until)),
            subject,
            own.getPublic().getEncoded(),
            Der.context(3, Der.sequence(extensions.toArray(byte[][]::new))));
    var signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signer, random);
    signature.update(unsigned);
    var whole = Der.sequence(unsigned, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
    return new Issued(certificate(whole), own.getPrivate());
  }

  /// Reads DER or PEM.
  static X509Certificate certificate(byte[] bytes) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
  }

  private static KeyPair newKey(SecureRandom random) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private static byte[] name(String commonName) {
    return Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.text(commonName))));
  }

  /// Whether the certificate is of this key.
  boolean belongTogether() throws GeneralSecurityException {
    var probe = new byte[] {1, 2, 3};
    var signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    signature.update(probe);
    var made = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(probe);
    return signature.verify(made);
  }

  /// Whether it can be used at `now` and for `margin` after.
  boolean isGoodFor(Duration margin, Instant now) {
    return !now.isBefore(certificate.getNotBefore().toInstant())
        && now.plus(margin).isBefore(certificate.getNotAfter().toInstant());
  }
}
