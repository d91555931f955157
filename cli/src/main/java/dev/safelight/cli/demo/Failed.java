package dev.safelight.cli.demo;

/// A step did not come out as the design says.
final class Failed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String why;

  Failed(String reason) {
    super(reason, null, false, false);
    this.why = reason;
  }

  String reason() {
    return why;
  }
}
