package dev.safelight.cloud.authorise;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A policy document as it was put, and the name that its content alone gives it.
///
/// @param hash SHA-256 of the text's UTF-8, 64 hexadecimal digits
public record Document(String hash, String text) {
  /// A text under the name that it gives itself.
  public static Document of(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return new Document(HexFormat.of().formatHex(digest), text);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
