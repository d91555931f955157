package dev.safelight.cloud.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Entity tags: the MD5 of an object that was put whole; the MD5 of its parts' MD5s and their
/// number where it was put in parts. Kept without quotes, sent in quotes. See AWS: "Checking object
/// integrity", ETag.
final class ETag {
  private ETag() {}

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has MD5", absent);
    }
  }

  static String of(byte[] md5) {
    return HexFormat.of().formatHex(md5);
  }

  static String ofParts(List<String> tags) {
    var md5 = md5();
    tags.forEach(tag -> md5.update(HexFormat.of().parseHex(tag)));
    return of(md5.digest()) + "-" + tags.size();
  }

  static String quoted(String tag) {
    return '"' + tag + '"';
  }

  static String unquoted(String tag) {
    var bare = tag.strip();
    return bare.length() >= 2 && bare.startsWith("\"") && bare.endsWith("\"")
        ? bare.substring(1, bare.length() - 1)
        : bare;
  }

  /// Whether a list as `If-Match` has it names this tag.
  static boolean listed(String list, String tag) {
    for (var one : list.split(",", -1)) {
      var strong = one.strip().startsWith("W/") ? one.strip().substring(2) : one;
      if (strong.strip().equals("*") || unquoted(strong).equals(tag)) {
        return true;
      }
    }
    return false;
  }
}
