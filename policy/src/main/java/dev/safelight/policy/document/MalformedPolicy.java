package dev.safelight.policy.document;

/// A document that AWS would refuse; the message is a sentence such as
/// `Statement[2].Condition.StringEqual: unknown operator, did you mean StringEquals? (line 7)`.
public final class MalformedPolicy extends Exception {
  private static final long serialVersionUID = 1;

  /// The kinds of fault that services answer in different words.
  public enum Fault {
    NOT_JSON,
    UNKNOWN_ELEMENT,
    MISSING_ELEMENT,
    FORBIDDEN_ELEMENT,
    WRONG_TYPE,
    WRONG_VALUE
  }

  private final Fault fault;
  private final String element;
  private final String reason;
  private final int line;

  MalformedPolicy(Fault fault, String element, String reason, int line) {
    super(element + ": " + reason + " (line " + line + ")");
    this.fault = fault;
    this.element = element;
    this.reason = reason;
    this.line = line;
  }

  public Fault fault() {
    return fault;
  }

  /// The path to the element, such as `Statement[2].Action[1]`; statements and list items count
  /// from 1.
  public String element() {
    return element;
  }

  public String reason() {
    return reason;
  }

  public int line() {
    return line;
  }
}
