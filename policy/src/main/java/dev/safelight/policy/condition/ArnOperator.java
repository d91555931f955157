package dev.safelight.policy.condition;

import dev.safelight.policy.match.ArnPattern;
import dev.safelight.policy.match.MalformedPattern;

/// ARNs, part by part. AWS gives `ArnEquals` and `ArnLike` the same meaning, wildcards included.
enum ArnOperator implements Operator {
  EQUALS("ArnEquals", false),
  NOT_EQUALS("ArnNotEquals", true),
  LIKE("ArnLike", false),
  NOT_LIKE("ArnNotLike", true);

  private final String spelling;
  private final boolean negated;

  ArnOperator(String spelling, boolean negated) {
    this.spelling = spelling;
    this.negated = negated;
  }

  @Override
  public String spelling() {
    return spelling;
  }

  @Override
  public boolean isNegated() {
    return negated;
  }

  @Override
  public Comparison comparison(String operand, boolean variables) {
    try {
      var pattern = ArnPattern.condition(operand, variables);
      return (value, known) -> Truth.of(pattern.matches(value, known));
    } catch (MalformedPattern _) {
      return Comparison.UNREADABLE;
    }
  }
}
