package dev.safelight.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.Context;
import dev.safelight.policy.match.Key;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  private static Condition condition(Quantifier quantifier, String operator, String... values) {
    return new Condition(
        quantifier,
        Operator.named(operator).orElseThrow(),
        false,
        Key.of("a:b"),
        List.of(values),
        true);
  }

  @Test
  void negatedAreTheOperatorsThatSayNot() {
    assertThat(Operator.all()).hasSize(27).doesNotHaveDuplicates();
    for (var operator : Operator.all()) {
      assertThat(operator.isNegated())
          .as(operator.spelling())
          .isEqualTo(operator.spelling().contains("Not"));
      assertThat(Operator.named(operator.spelling())).contains(operator);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "StringLike, ${, a, UNKNOWN",
    "StringNotLike, ${, a, UNKNOWN",
    "ArnLike, arn:aws, arn:aws:s3:::b, UNKNOWN",
    "NumericEquals, seven, 7, UNKNOWN",
    "NumericEquals, 1111111111222222222233333333334444444444555555555566666666667777, 1111111111222222222233333333334444444444555555555566666666667777, YES",
    "NumericEquals, 11111111112222222222333333333344444444445555555555666666666677778, 1, UNKNOWN",
    "NumericEquals, .5, 0.5, UNKNOWN",
    "NumericEquals, 5., 5, UNKNOWN",
    "NumericEquals, +5, 5, YES",
    "DateEquals, 100000000000, 1973-03-03T09:46:40Z, YES",
    "DateEquals, 99999999999, 1973-03-03T09:46:40Z, NO",
    "DateEquals, 99999999999, 5138-11-16T09:46:39Z, YES",
    "DateEquals, -100000000000, 1966-10-31T14:13:20Z, YES",
    "DateEquals, T12:00, 0, UNKNOWN",
    "IpAddress, 0.0.0.0, 0.0.0.0, YES",
    "IpAddress, 0.0.0.0, 0.0.0.1, NO",
    "IpAddress, 10.0.0.0/8, 10.1.0.0/16, YES",
    "IpAddress, 10.0.0.0/8, 10.1.0.0/7, NO",
    "IpAddress, 10.0.0.0/8, 10.1, UNKNOWN",
    "IpAddress, ::/0, 10.1.2.3, NO"
  })
  void comparesWhatCanBeReadAndKnowsNothingElse(
      String operator, String wanted, String actual, Truth truth) {
    var request = Context.empty().with("a:b", actual);
    assertThat(condition(Quantifier.SINGLE, operator, wanted).holds(request)).isEqualTo(truth);
  }

  /// One value is the same to every quantifier, unless its key is declared to have several.
  @ParameterizedTest
  @CsvSource({
    "SINGLE, StringEquals, YES, UNKNOWN",
    "FOR_ALL_VALUES, StringEquals, YES, YES",
    "FOR_ANY_VALUE, StringEquals, YES, YES",
    "SINGLE, StringNotEquals, NO, UNKNOWN",
    "FOR_ALL_VALUES, StringNotEquals, NO, NO",
    "FOR_ANY_VALUE, StringNotEquals, NO, NO",
    "SINGLE, Null, NO, NO"
  })
  void oneValueIsTheSameToEveryQuantifier(
      Quantifier quantifier, String operator, Truth one, Truth declared) {
    var condition = condition(quantifier, operator, operator.equals("Null") ? "true" : "x", "true");
    assertThat(condition.holds(Context.empty().with("a:b", "x"))).isEqualTo(one);
    assertThat(condition.holds(Context.empty().withMultivalued("a:b", List.of("x"))))
        .isEqualTo(declared);
  }

  @Test
  void conditionsAreEqualThatSayTheSame() {
    var one = condition(Quantifier.SINGLE, "StringEquals", "x");
    assertThat(one)
        .isEqualTo(condition(Quantifier.SINGLE, "StringEquals", "x"))
        .hasSameHashCodeAs(condition(Quantifier.SINGLE, "StringEquals", "x"))
        .hasToString("StringEquals a:b [x]")
        .isNotEqualTo(condition(Quantifier.SINGLE, "StringLike", "x"))
        .isNotEqualTo(condition(Quantifier.FOR_ANY_VALUE, "StringEquals", "x"))
        .isNotEqualTo(condition(Quantifier.SINGLE, "StringEquals", "y"));
  }
}
