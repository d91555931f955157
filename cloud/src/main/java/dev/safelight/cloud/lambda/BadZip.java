package dev.safelight.cloud.lambda;

/// Why a deployment package is not unpacked, as a sentence for whoever sent it.
final class BadZip extends Exception {
  private static final long serialVersionUID = 1;

  BadZip(String message) {
    super(message, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
