package dev.safelight.policy.condition;

/// `true` or `false`, in any case.
enum BoolOperator implements Operator {
  BOOL;

  @Override
  public String spelling() {
    return "Bool";
  }

  @Override
  public boolean isNegated() {
    return false;
  }

  @Override
  public Comparison comparison(String operand, boolean variables) {
    var wanted = isTrue(operand);
    return switch (wanted) {
      case UNKNOWN -> Comparison.UNREADABLE;
      case YES -> (value, _) -> isTrue(value);
      case NO -> (value, _) -> isTrue(value).not();
    };
  }

  private static Truth isTrue(String text) {
    if (text.equalsIgnoreCase("true")) {
      return Truth.YES;
    }
    return text.equalsIgnoreCase("false") ? Truth.NO : Truth.UNKNOWN;
  }
}
