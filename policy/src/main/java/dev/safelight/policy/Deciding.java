package dev.safelight.policy;

import dev.safelight.policy.document.Statement;
import java.util.Objects;

/// A statement that decided, and the policy it stands in; immutable. Two are equal that say the
/// same.
public final class Deciding {
  private final Attached attached;
  private final Statement decided;

  private Deciding(Attached attached, Statement decided) {
    this.attached = attached;
    this.decided = decided;
  }

  public static Deciding of(Attached attached, Statement statement) {
    return new Deciding(attached, statement);
  }

  /// The type of its policy.
  public PolicyType type() {
    return attached.type();
  }

  /// The name of its policy.
  public String policy() {
    return attached.name();
  }

  /// Its Sid or else `Statement[1]`.
  public String statement() {
    return decided.sid().isEmpty() ? decided.place() : decided.sid();
  }

  /// The line (1-based) it begins on in its document.
  public int line() {
    return decided.line();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Deciding that
        && type() == that.type()
        && line() == that.line()
        && policy().equals(that.policy())
        && statement().equals(that.statement());
  }

  @Override
  public int hashCode() {
    return Objects.hash(type(), policy(), statement(), line());
  }

  @Override
  public String toString() {
    return statement() + " of " + type().withArticle() + " " + policy() + ", line " + line();
  }
}
