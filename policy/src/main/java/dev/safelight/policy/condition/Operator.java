package dev.safelight.policy.condition;

import java.util.List;
import java.util.Optional;

/// A condition operator; each family is one enum in a file of its own.
///
/// A negated operator is its positive twin turned round per value of the request: that is NOR over
/// the policy's values. AWS: "IAM JSON policy elements: Condition operators", checked 2026-11.
public sealed interface Operator
    permits StringOperator,
        NumericOperator,
        DateOperator,
        BoolOperator,
        BinaryOperator,
        IpOperator,
        ArnOperator,
        NullOperator {
  /// AWS's spelling, such as `StringNotEquals`.
  String spelling();

  boolean isNegated();

  /// The positive comparison with one policy value, made when the policy is read; `variables` tells
  /// whether the document's version knows policy variables.
  Comparison comparison(String operand, boolean variables);

  /// All operators, for the nearest spelling.
  static List<Operator> all() {
    return Operators.ALL;
  }

  static Optional<Operator> named(String spelling) {
    return Optional.ofNullable(Operators.BY_SPELLING.get(spelling));
  }
}
