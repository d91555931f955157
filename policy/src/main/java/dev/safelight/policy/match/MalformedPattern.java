package dev.safelight.policy.match;

/// A pattern that cannot be compiled; the message says why.
public final class MalformedPattern extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  MalformedPattern(String reason) {
    super(reason);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
