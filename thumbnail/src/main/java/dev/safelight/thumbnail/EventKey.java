package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/// An object's key as events spell it: a form's encoding, `+` for a space and `%XX` for octets of
/// UTF-8. AWS: Amazon S3 User Guide, "Event message structure", `key`.
///
/// Not `java.net.URLDecoder`: it turns octets that are no UTF-8 into U+FFFD, another object's key.
final class EventKey {
  private EventKey() {}

  /// Empty where an escape is broken or the octets are no UTF-8.
  static Optional<String> decode(String encoded) {
    var octets = new ByteArrayOutputStream(encoded.length());
    try {
      var plain = UTF_8.newEncoder().encode(CharBuffer.wrap(encoded));
      while (plain.hasRemaining()) {
        var octet = plain.get();
        if (octet == '%') {
          int high = plain.remaining() < 2 ? -1 : hex(plain.get());
          int low = high < 0 ? -1 : hex(plain.get());
          if (low < 0) {
            return Optional.empty();
          }
          octets.write(high << 4 | low);
        } else {
          octets.write(octet == '+' ? ' ' : octet);
        }
      }
      return Optional.of(
          UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.toByteArray())).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  private static int hex(byte octet) {
    return octet < 0 ? -1 : Character.digit(octet, 16);
  }
}
