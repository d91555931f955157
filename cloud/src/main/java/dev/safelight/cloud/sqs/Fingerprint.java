package dev.safelight.cloud.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// The MD5s by which clients check that what arrived is what was sent; no protection against
/// anybody. See AWS: "Calculating the MD5 message digest for message attributes" in "Amazon SQS
/// message metadata".
final class Fingerprint {
  private static final byte TEXT = 1;
  private static final byte BINARY = 2;

  private Fingerprint() {}

  static String of(String body) {
    return HexFormat.of().formatHex(md5().digest(body.getBytes(UTF_8)));
  }

  /// Of attributes, in the order of their names; empty where there are none.
  static String of(Map<String, MessageAttribute> attributes) {
    if (attributes.isEmpty()) {
      return "";
    }
    var digest = md5();
    for (var one : new TreeMap<>(attributes).entrySet()) {
      add(digest, one.getKey().getBytes(UTF_8));
      add(digest, one.getValue().type().getBytes(UTF_8));
      digest.update(one.getValue().isBinary() ? BINARY : TEXT);
      add(digest, one.getValue().bytes());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, byte[] part) {
    digest.update(ByteBuffer.allocate(4).putInt(part.length).flip());
    digest.update(part);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has MD5", impossible);
    }
  }
}
