package dev.safelight.image.vips;

/// libvips could not do it; the message is its own.
public final class VipsException extends Exception {
  private static final long serialVersionUID = 1;

  private final String message;

  VipsException(String message) {
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
