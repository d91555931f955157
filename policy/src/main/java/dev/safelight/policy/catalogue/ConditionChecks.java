package dev.safelight.policy.catalogue;

import dev.safelight.policy.condition.Condition;
import dev.safelight.policy.condition.Quantifier;
import dev.safelight.policy.document.Statement;
import java.util.function.Consumer;

/// Whether condition keys exist, come with the statement's actions, and are compared as what they
/// are.
record ConditionChecks(KeyNames names, Consumer<Warning> warnings) {
  void check(Statement statement, Scope scope, Places places) {
    for (var condition : statement.conditions()) {
      var name = condition.key().toString();
      var place = places.ofCondition(condition.spelling(), name);
      if (names.isUnknown(name, scope)) {
        warnings.accept(new Warning.UnknownKey(place, name, names.nearest(name, scope)));
        continue;
      }
      if (!scope.open() && names.isUnsupported(name, scope)) {
        warnings.accept(new Warning.UnsupportedKey(place, name, scope.spelling()));
      }
      names.find(name, scope).ifPresent(key -> checkOperator(condition, key, place));
    }
  }

  private void checkOperator(Condition condition, ConditionKey key, Place place) {
    var compared = KeyType.of(condition.operator());
    if (compared.isEmpty()) {
      return;
    }
    var name = condition.key().toString();
    if (!fits(compared.get(), condition, key)) {
      warnings.accept(
          new Warning.OperatorMismatch(place, condition.spelling(), name, key.type().operators()));
    }
    var single = condition.quantifier() == Quantifier.SINGLE;
    if (key.multivalued() && single) {
      warnings.accept(new Warning.CountMismatch(place, condition.spelling(), name, true));
    }
    // ForAnyValue on one value is the plain operator; ForAllValues holds when there is none.
    if (!key.multivalued() && condition.quantifier() == Quantifier.FOR_ALL_VALUES) {
      warnings.accept(new Warning.CountMismatch(place, condition.spelling(), name, false));
    }
  }

  private static boolean fits(KeyType compared, Condition condition, ConditionKey key) {
    return compared == key.type()
        || switch (key.type()) {
          // A tag's value is whatever its owner takes it for.
          case STRING -> key.isTemplate() || (compared == KeyType.ARN && mayBeArn(condition));
          case ARN, BOOL -> compared == KeyType.STRING;
          // aws:EpochTime is a number of seconds.
          case DATE -> compared == KeyType.NUMERIC && key.name().equals("aws:EpochTime");
          case NUMERIC, ADDRESS, BINARY -> false;
        };
  }

  /// Some keys that are listed as strings hold ARNs, such as `aws:SourceVpcArn`.
  private static boolean mayBeArn(Condition condition) {
    return condition.values().stream()
        .anyMatch(
            value -> value.startsWith("arn:") || value.startsWith("*") || value.startsWith("${"));
  }
}
