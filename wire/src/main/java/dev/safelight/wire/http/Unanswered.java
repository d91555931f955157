package dev.safelight.wire.http;

import java.io.IOException;

/// The connection ended before the first octet of an answer.
final class Unanswered extends IOException {
  private static final long serialVersionUID = 1;

  Unanswered(String message) {
    super(message);
  }

  Unanswered(IOException why) {
    super(why.getMessage(), why);
  }
}
