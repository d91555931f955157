package dev.safelight.wire.json;

/// What was read is not the JSON that is expected; the message says what and where.
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1;

  JsonException(String message, int at) {
    super(message + " at character " + at);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
