package dev.safelight.policy.condition;

/// Whether the request lacks the key: `"Null": {"k": "true"}` wants it absent.
///
/// [Condition] hands it `true` or `false` instead of the key's values.
enum NullOperator implements Operator {
  NULL;

  @Override
  public String spelling() {
    return "Null";
  }

  @Override
  public boolean isNegated() {
    return false;
  }

  @Override
  public Comparison comparison(String operand, boolean variables) {
    return BoolOperator.BOOL.comparison(operand, variables);
  }
}
