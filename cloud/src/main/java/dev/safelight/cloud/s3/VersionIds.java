package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// The ids of versions: 32 characters that look random, and nobody can guess. Each hides the
/// ordinal of its version, so that a listing goes on after a version that was deleted since; a
/// made-up one names no version, and at most a place to go on from. See AWS: "Version IDs".
final class VersionIds {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._]{32}");

  private VersionIds() {}

  static String fresh(SecureRandom random, long ordinal) {
    var salt = new byte[16];
    random.nextBytes(salt);
    return Base64.getUrlEncoder()
        .encodeToString(ByteBuffer.allocate(24).put(salt).putLong(ordinal ^ mask(salt)).array())
        .replace('-', '.');
  }

  /// The ordinal that an id hides; empty for the null version.
  static OptionalLong ordinal(String id) {
    if (!FORM.matcher(id).matches()) {
      return OptionalLong.empty();
    }
    var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(id.replace('.', '-')));
    var salt = new byte[16];
    bytes.get(salt);
    return OptionalLong.of(bytes.getLong() ^ mask(salt));
  }

  /// @throws Fault `InvalidArgument` where it cannot be the id of a version
  static String require(String id) {
    if (!id.equals(ObjectRows.NULL) && !FORM.matcher(id).matches()) {
      throw Faults.invalidArgument("Invalid version id specified", "versionId", id);
    }
    return id;
  }

  private static long mask(byte[] salt) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(salt)).getLong();
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }
}
