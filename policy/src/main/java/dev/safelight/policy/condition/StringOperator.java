package dev.safelight.policy.condition;

import dev.safelight.policy.match.MalformedPattern;
import dev.safelight.policy.match.Syntax;
import dev.safelight.policy.match.Template;

/// Strings: whole, ignoring case, or with wildcards. Only `Like` knows `*` and `?`.
enum StringOperator implements Operator {
  EQUALS("StringEquals", false, false, false),
  NOT_EQUALS("StringNotEquals", true, false, false),
  EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false, false, true),
  NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true, false, true),
  LIKE("StringLike", false, true, false),
  NOT_LIKE("StringNotLike", true, true, false);

  private final String spelling;
  private final boolean negated;
  private final boolean wildcards;
  private final boolean ignoreCase;

  StringOperator(String spelling, boolean negated, boolean wildcards, boolean ignoreCase) {
    this.spelling = spelling;
    this.negated = negated;
    this.wildcards = wildcards;
    this.ignoreCase = ignoreCase;
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
      var pattern = Template.of(operand, new Syntax(wildcards, variables, ignoreCase));
      // AWS: an unresolved variable makes StringEquals false and StringNotEquals true.
      return (value, known) -> Truth.of(pattern.matches(value, known));
    } catch (MalformedPattern _) {
      return Comparison.UNREADABLE;
    }
  }
}
