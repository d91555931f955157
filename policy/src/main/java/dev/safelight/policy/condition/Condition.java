package dev.safelight.policy.condition;

import dev.safelight.policy.match.Key;
import java.util.List;

/// One operator applied to one key: `"StringLike": {"s3:prefix": ["a/*", "b/*"]}`; compiled when
/// the policy is read. Immutable.
///
/// A statement's conditions must all hold. AWS: "Conditions with multiple context keys or values",
/// checked 2026-11.
public final class Condition {
  private final Quantifier quantifier;
  private final Operator operator;
  private final boolean ifExists;
  private final Key key;
  private final List<String> values;
  private final Comparison[] comparisons;

  /// `variables` tells whether the document's version knows policy variables.
  public Condition(
      Quantifier quantifier,
      Operator operator,
      boolean ifExists,
      Key key,
      List<String> values,
      boolean variables) {
    this.quantifier = quantifier;
    this.operator = operator;
    this.ifExists = ifExists;
    this.key = key;
    this.values = List.copyOf(values);
    this.comparisons = new Comparison[this.values.size()];
    for (int i = 0; i < comparisons.length; i++) {
      comparisons[i] = operator.comparison(this.values.get(i), variables);
    }
  }

  public Key key() {
    return key;
  }

  /// The policy's values as written.
  public List<String> values() {
    return values;
  }

  public Operator operator() {
    return operator;
  }

  public Quantifier quantifier() {
    return quantifier;
  }

  public boolean isIfExists() {
    return ifExists;
  }

  /// The operator as a policy spells it, such as `ForAnyValue:StringLikeIfExists`.
  public String spelling() {
    return quantifier.spelling() + operator.spelling() + (ifExists ? "IfExists" : "");
  }

  public Truth holds(RequestKeys request) {
    var only = request.only(key);
    if (only != null && operator != NullOperator.NULL) {
      // One value is the same to every quantifier.
      return holdsFor(only, request);
    }
    var actual = request.values(key);
    if (operator == NullOperator.NULL) {
      return anyFits(actual.isEmpty() ? "true" : "false", request);
    }
    return actual.isEmpty() ? whenMissing() : holdsForSeveral(actual, request);
  }

  private Truth holdsForSeveral(List<String> actual, RequestKeys request) {
    return switch (quantifier) {
      case SINGLE -> Truth.UNKNOWN;
      case FOR_ALL_VALUES -> {
        var all = Truth.YES;
        for (var value : actual) {
          all = all.and(holdsFor(value, request));
        }
        yield all;
      }
      case FOR_ANY_VALUE -> {
        var any = Truth.NO;
        for (var value : actual) {
          any = any.or(holdsFor(value, request));
        }
        yield any;
      }
    };
  }

  /// A negated operator holds when the key is missing: Deny + StringNotEquals then denies.
  ///
  /// AWS's pages and reports of its behaviour disagree on ForAnyValue with IfExists, so that pair
  /// is not known: it neither allows nor spares from a Deny.
  private Truth whenMissing() {
    return switch (quantifier) {
      case SINGLE -> Truth.of(ifExists || operator.isNegated());
      case FOR_ALL_VALUES -> Truth.YES;
      case FOR_ANY_VALUE -> ifExists ? Truth.UNKNOWN : Truth.NO;
    };
  }

  /// The negation stands here, per value. Negating the whole of a set operator instead would turn
  /// ForAllValues:StringNotEquals into "some value is not listed", which opens.
  private Truth holdsFor(String value, RequestKeys request) {
    var fits = anyFits(value, request);
    return operator.isNegated() ? fits.not() : fits;
  }

  private Truth anyFits(String value, RequestKeys request) {
    var any = Truth.NO;
    for (int i = 0; i < comparisons.length && any != Truth.YES; i++) {
      any = any.or(comparisons[i].fits(value, request));
    }
    return any;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Condition that
        && spelling().equals(that.spelling())
        && key.equals(that.key)
        && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + values.hashCode();
  }

  @Override
  public String toString() {
    return spelling() + " " + key + " " + values;
  }
}
