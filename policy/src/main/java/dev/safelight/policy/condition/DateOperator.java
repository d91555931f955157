package dev.safelight.policy.condition;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Moments, written as ISO 8601 or as seconds since 1970; the two can be compared.
enum DateOperator implements Operator {
  EQUALS("DateEquals", false, Order.EQUAL),
  NOT_EQUALS("DateNotEquals", true, Order.EQUAL),
  LESS_THAN("DateLessThan", false, Order.LESS),
  LESS_THAN_EQUALS("DateLessThanEquals", false, Order.LESS_OR_EQUAL),
  GREATER_THAN("DateGreaterThan", false, Order.GREATER),
  GREATER_THAN_EQUALS("DateGreaterThanEquals", false, Order.GREATER_OR_EQUAL);

  private static final String MONTH = "2026-11";
  private static final BigDecimal MILLISECONDS = BigDecimal.valueOf(100_000_000_000L);

  private final String spelling;
  private final boolean negated;
  private final Order order;

  DateOperator(String spelling, boolean negated, Order order) {
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
    return seconds(operand)
        .<Comparison>map(wanted ->
            (value, _) ->
                seconds(value)
                    .map(moment -> Truth.of(order.holds(moment.compareTo(wanted))))
                    .orElse(Truth.UNKNOWN))
        .orElse(Comparison.UNREADABLE);
  }

  /// Seconds since 1970 with their fraction; a date alone is its midnight in UTC, a month alone its
  /// first day, a year alone a number of seconds. AWS counts seconds; twelve digits of them lie
  /// beyond the year 5000 and are milliseconds that somebody let slip in.
  static Optional<BigDecimal> seconds(String text) {
    var epoch = NumericOperator.number(text);
    if (epoch.isPresent()) {
      return epoch.map(
          count -> count.abs().compareTo(MILLISECONDS) < 0 ? count : count.movePointLeft(3));
    }
    try {
      if (text.indexOf('T') < 0) {
        var day = LocalDate.parse(text.length() == MONTH.length() ? text + "-01" : text);
        var midnight = day.atStartOfDay(ZoneOffset.UTC);
        return Optional.of(BigDecimal.valueOf(midnight.toEpochSecond()));
      }
      var moment = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
      return Optional.of(
          BigDecimal.valueOf(moment.toEpochSecond()).add(BigDecimal.valueOf(moment.getNano(), 9)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
