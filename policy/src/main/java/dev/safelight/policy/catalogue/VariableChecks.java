package dev.safelight.policy.catalogue;

import dev.safelight.policy.document.Policy;
import dev.safelight.policy.document.Resources;
import dev.safelight.policy.document.Statement;
import dev.safelight.policy.match.ArnPattern;
import java.util.List;
import java.util.function.Consumer;

/// Whether policy variables are variables at all, and stand for keys that exist.
///
/// AWS: "IAM policy elements: Variables and tags", checked 2026-11.
record VariableChecks(KeyNames names, Consumer<Warning> warnings) {
  void check(Policy policy, Statement statement, Scope scope, Places places) {
    var variables = policy.version().equals(Policy.VERSION);
    switch (statement.resources()) {
      case Resources.Bearer _ -> {}
      case Resources.Only(var patterns) -> check("Resource", patterns, variables, scope, places);
      case Resources.AllBut(var patterns) ->
          check("NotResource", patterns, variables, scope, places);
    }
    for (var condition : statement.conditions()) {
      var compared = KeyType.of(condition.operator());
      if (compared.filter(type -> type == KeyType.STRING || type == KeyType.ARN).isPresent()) {
        var place = places.ofCondition(condition.spelling(), condition.key().toString());
        condition.values().forEach(value -> check(value, variables, scope, place));
      }
    }
  }

  private void check(
      String element, List<ArnPattern> patterns, boolean variables, Scope scope, Places places) {
    for (int i = 0; i < patterns.size(); i++) {
      check(patterns.get(i).toString(), variables, scope, places.of(element, patterns, i));
    }
  }

  private void check(String text, boolean variables, Scope scope, Place place) {
    for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", open + 2)) {
      var close = text.indexOf('}', open);
      if (close < 0) {
        return;
      }
      var inside = text.substring(open + 2, close);
      var comma = inside.indexOf(',');
      var key = comma < 0 ? inside : inside.substring(0, comma);
      // One character is ${*}, ${?} or ${$}: the character itself.
      if (key.length() > 1 && !variables) {
        warnings.accept(new Warning.InertVariable(place, "${" + inside + "}"));
      } else if (key.length() > 1 && names.isUnknown(key, scope)) {
        warnings.accept(new Warning.UnknownKey(place, key, names.nearest(key, scope)));
      }
    }
  }
}
