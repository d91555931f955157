package dev.safelight.cloud.sqs;

import dev.safelight.cloud.call.Fault;

/// The characters that a message may hold: those of XML, in which it was once sent. See AWS:
/// SendMessage.
final class MessageText {
  private MessageText() {}

  static boolean isTaken(String text) {
    return text.codePoints().allMatch(MessageText::isTaken);
  }

  private static boolean isTaken(int c) {
    return c == 0x9
        || c == 0xA
        || c == 0xD
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }

  static Fault refused() {
    return new Fault(
        400,
        "InvalidMessageContents",
        "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
  }
}
