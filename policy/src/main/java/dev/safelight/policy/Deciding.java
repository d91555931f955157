package dev.safelight.policy;

import dev.safelight.policy.document.Statement;

/// The statement that decided: its policy's type and name, its Sid or else `Statement[1]`, and the
/// line (1-based) it begins on in its document.
public record Deciding(PolicyType type, String policy, String statement, int line) {
  public static Deciding of(Attached attached, Statement statement) {
    return new Deciding(
        attached.type(),
        attached.name(),
        statement.sid().isEmpty() ? statement.place() : statement.sid(),
        statement.line());
  }
}
