package dev.safelight.image.jpeg;

/// A file that is broken, or of a kind that is left to the other decoder, which says what it thinks
/// of it.
final class Irregular extends Exception {
  private static final long serialVersionUID = 1;

  Irregular(String what) {
    super(what, null, false, false);
  }
}
