package dev.safelight.policy.cases;

/// A case that cannot be read; the message names the part and what is wrong with it.
public final class MalformedCase extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  MalformedCase(String reason) {
    super(reason);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
