package dev.safelight.policy.json;

/// The text is not JSON, or is JSON that no reader should accept; says the line (1-based) and why.
public final class MalformedJson extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;
  private final String reason;

  MalformedJson(int line, String reason) {
    super(reason);
    this.reason = reason;
    this.line = line;
  }

  public String reason() {
    return reason;
  }

  public int line() {
    return line;
  }
}
