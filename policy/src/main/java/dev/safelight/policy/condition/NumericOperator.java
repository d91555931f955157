package dev.safelight.policy.condition;

import java.math.BigDecimal;
import java.util.Optional;

/// Integers and decimals.
enum NumericOperator implements Operator {
  EQUALS("NumericEquals", false, Order.EQUAL),
  NOT_EQUALS("NumericNotEquals", true, Order.EQUAL),
  LESS_THAN("NumericLessThan", false, Order.LESS),
  LESS_THAN_EQUALS("NumericLessThanEquals", false, Order.LESS_OR_EQUAL),
  GREATER_THAN("NumericGreaterThan", false, Order.GREATER),
  GREATER_THAN_EQUALS("NumericGreaterThanEquals", false, Order.GREATER_OR_EQUAL);

  private static final int LONGEST = 64;

  private final String spelling;
  private final boolean negated;
  private final Order order;

  NumericOperator(String spelling, boolean negated, Order order) {
    this.spelling = spelling;
    this.negated = negated;
    this.order = order;
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
    return number(operand)
        .<Comparison>map(wanted ->
            (value, _) ->
                number(value)
                    .map(number -> Truth.of(order.holds(number.compareTo(wanted))))
                    .orElse(Truth.UNKNOWN))
        .orElse(Comparison.UNREADABLE);
  }

  /// Digits with an optional sign and point; no exponents, with which ten characters make a number
  /// of a billion digits.
  static Optional<BigDecimal> number(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    var digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    var point = digits.indexOf('.');
    var whole = point < 0 ? digits : digits.substring(0, point);
    var fraction = point < 0 ? "0" : digits.substring(point + 1);
    return isDigits(whole) && isDigits(fraction)
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
