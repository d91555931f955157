package dev.safelight.image.heif;

/// libheif could not do it; the message is its own.
public final class HeifException extends Exception {
  private static final long serialVersionUID = 1;

  private final String message;

  HeifException(String message) {
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
