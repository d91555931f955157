package dev.safelight.policy.catalogue;

import dev.safelight.policy.condition.Operator;
import java.util.Optional;
import java.util.stream.Stream;

/// What a condition key's values are, and thereby which family of operators compares them.
///
/// AWS: "IAM JSON policy elements: Condition operators", checked 2026-11.
public enum KeyType {
  STRING('s', "String"),
  ARN('a', "Arn"),
  BOOL('b', "Bool"),
  NUMERIC('n', "Numeric"),
  DATE('d', "Date"),
  ADDRESS('i', "IpAddress"),
  BINARY('y', "Binary");

  private final char letter;
  private final String operators;

  KeyType(char letter, String operators) {
    this.letter = letter;
    this.operators = operators;
  }

  /// The family of operators that is meant for it, such as `Date`.
  public String operators() {
    return operators;
  }

  /// The type that an operator compares; empty for `Null`, which compares nothing.
  static Optional<KeyType> of(Operator operator) {
    return Stream.of(values())
        .filter(type -> operator.spelling().contains(type.operators))
        .findFirst();
  }

  static KeyType of(char letter) {
    return Stream.of(values())
        .filter(type -> type.letter == letter)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no type of key has the letter " + letter));
  }
}
