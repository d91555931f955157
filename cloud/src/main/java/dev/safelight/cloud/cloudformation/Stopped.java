package dev.safelight.cloud.cloudformation;

/// The environment is closing: whoever is at work stops where it is, and goes on after the next
/// start.
final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  Stopped() {
    super("the environment is closing", null, false, false);
  }
}
