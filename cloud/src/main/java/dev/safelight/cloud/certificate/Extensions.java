package dev.safelight.cloud.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What a certificate says beside names and keys (RFC 5280, 4.2), each as its DER.
final class Extensions {
  private static final String SUBJECT_KEY = "2.5.29.14";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String SUBJECT_NAMES = "2.5.29.17";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String NAME_CONSTRAINTS = "2.5.29.30";
  private static final String AUTHORITY_KEY = "2.5.29.35";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";

  private Extensions() {}

  /// May sign certificates, none of them an authority, for names on this machine.
  static List<byte[]> ofAuthority(PublicKey key) {
    return List.of(
        critical(BASIC_CONSTRAINTS, Der.sequence(Der.TRUE, Der.integer(java.math.BigInteger.ZERO))),
        // keyCertSign and cRLSign: bits 5 and 6.
        critical(KEY_USAGE, Der.bits(1, new byte[] {0b0000_0110})),
        critical(
            NAME_CONSTRAINTS,
            Der.sequence(
                Der.context(
                    0,
                    Der.sequence(dns("localhost")),
                    Der.sequence(address("127.0.0.0", "255.0.0.0")),
                    Der.sequence(address("::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"))))),
        plain(SUBJECT_KEY, Der.octets(identifier(key))));
  }

  /// A server under `names`, signed by the key `authority`.
  static List<byte[]> ofServer(PublicKey key, PublicKey authority, List<byte[]> names) {
    return List.of(
        critical(BASIC_CONSTRAINTS, Der.sequence()),
        // digitalSignature: bit 0.
        critical(KEY_USAGE, Der.bits(7, new byte[] {(byte) 0b1000_0000})),
        plain(EXTENDED_KEY_USAGE, Der.sequence(Der.oid(SERVER_AUTHENTICATION))),
        plain(SUBJECT_NAMES, Der.sequence(names.toArray(byte[][]::new))),
        plain(SUBJECT_KEY, Der.octets(identifier(key))),
        plain(AUTHORITY_KEY, Der.sequence(Der.primitive(0, identifier(authority)))));
  }

  static byte[] dns(String name) {
    return Der.primitive(2, name.getBytes(US_ASCII));
  }

  /// An address, or one with its mask where a constraint is meant.
  static byte[] address(String... literals) {
    return Der.primitive(
        7,
        Der.joined(
            Stream.of(literals)
                .map(literal -> InetAddress.ofLiteral(literal).getAddress())
                .toArray(byte[][]::new)));
  }

  /// The first 160 bits of SHA-256 over the key (RFC 7093, 2, method 1, taken over all of its
  /// encoding).
  private static byte[] identifier(PublicKey key) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()), 20);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }

  private static byte[] critical(String oid, byte[] value) {
    return Der.sequence(Der.oid(oid), Der.TRUE, Der.octets(value));
  }

  private static byte[] plain(String oid, byte[] value) {
    return Der.sequence(Der.oid(oid), Der.octets(value));
  }
}
