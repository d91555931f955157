package dev.safelight.cloud.iam;

import java.security.SecureRandom;

/// New ids and secrets. Nobody can guess one from another.
record Fresh(SecureRandom random) {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /// A unique id: the prefix and 17 characters.
  String id(String prefix) {
    return prefix + text(BASE32, 17);
  }

  String accessKeyId() {
    return "AKIA" + text(BASE32, 16);
  }

  String secret() {
    return text(BASE64, 40);
  }

  private String text(String alphabet, int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
