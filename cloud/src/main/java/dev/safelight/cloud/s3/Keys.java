package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Object keys: any UTF-8 of 1 to 1,024 bytes. A key is data and never a path: it is decoded once,
/// compared byte by byte, and nothing in it (`..`, `//`, NUL) means anything. See AWS: "Naming
/// Amazon S3 objects".
final class Keys {
  /// In bytes of UTF-8.
  static final int LONGEST = 1024;

  private Keys() {}

  /// Percent-decodes a part of a request's path, once. A `+` is a `+` here.
  ///
  /// @throws Fault `InvalidURI` where an escape is broken or the bytes are not UTF-8: two spellings
  ///   of one broken key must not meet
  static String decoded(String raw) {
    var bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char next = raw.charAt(i);
      if (next == '%') {
        int high = i + 2 < raw.length() ? digit(raw.charAt(i + 1)) : -1;
        int low = i + 2 < raw.length() ? digit(raw.charAt(i + 2)) : -1;
        if (high < 0 || low < 0) {
          throw Faults.invalidUri(raw);
        }
        bytes.write(high << 4 | low);
        i += 2;
      } else if (next > 0x20 && next < 0x7f) {
        bytes.write(next);
      } else {
        throw Faults.invalidUri(raw);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException _) {
      throw Faults.invalidUri(raw);
    }
  }

  /// ASCII digits alone: `Character.digit` takes other scripts' digits too.
  private static int digit(char digit) {
    return digit < 0x80 ? Character.digit(digit, 16) : -1;
  }

  /// The bytes by which a key is stored and compared.
  ///
  /// @throws Fault `KeyTooLongError`, or `InvalidURI` where the text has no UTF-8
  static byte[] bytes(String key) {
    var bytes = utf8(key);
    if (bytes.length > LONGEST) {
      throw Faults.keyTooLong(bytes.length);
    }
    return bytes;
  }

  /// The bytes of a prefix, marker or delimiter, of any length.
  static byte[] utf8(String text) {
    try {
      var buffer = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      var bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (CharacterCodingException _) {
      throw Faults.invalidUri(text);
    }
  }

  static String text(byte[] key) {
    return new String(key, StandardCharsets.UTF_8);
  }

  /// As events and `encoding-type=url` spell a key: a form's encoding that leaves `/` alone.
  static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }
}
