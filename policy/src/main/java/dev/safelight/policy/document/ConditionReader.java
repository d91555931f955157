package dev.safelight.policy.document;

import dev.safelight.policy.condition.Condition;
import dev.safelight.policy.condition.Operator;
import dev.safelight.policy.condition.Quantifier;
import dev.safelight.policy.document.MalformedPolicy.Fault;
import dev.safelight.policy.match.Key;
import dev.safelight.policy.match.MalformedPattern;
import dev.safelight.policy.match.Syntax;
import dev.safelight.policy.match.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Reads a `Condition` block: operators, each with keys, each with values.
record ConditionReader(boolean variables, Dialect dialect) {
  private static final String IF_EXISTS = "IfExists";
  private static final List<String> SPELLINGS = spellings();

  List<Condition> read(Element block) throws MalformedPolicy {
    var conditions = new ArrayList<Condition>(4);
    for (var operator : block.members()) {
      var keys = operator.members();
      if (keys.isEmpty()) {
        throw operator.fault(Fault.WRONG_VALUE, "must hold at least one condition key");
      }
      var seen = new HashSet<Key>();
      for (var key : keys) {
        var condition = condition(operator, key);
        if (!seen.add(condition.key())) {
          throw key.fault(
              Fault.WRONG_VALUE, "the key is written twice, upper and lower case aside");
        }
        conditions.add(condition);
      }
    }
    return conditions;
  }

  /// Other engines take an operator in any letters, and mean the same.
  private String spelt(String operator) {
    if (dialect == Dialect.COLLECTED) {
      for (var spelling : SPELLINGS) {
        if (spelling.equalsIgnoreCase(operator)) {
          return spelling;
        }
      }
    }
    return operator;
  }

  private Condition condition(Element operator, Element key) throws MalformedPolicy {
    if (key.name().indexOf(':') <= 0 && dialect == Dialect.AWS) {
      throw key.fault(Fault.WRONG_VALUE, "a condition key has a prefix, such as aws:SourceIp");
    }
    var spelling = spelt(operator.name());
    var items = key.items();
    var values = new ArrayList<String>(items.size());
    for (var item : items) {
      values.add(item.scalar());
      checkVariables(spelling, item);
    }
    if (values.isEmpty()) {
      throw key.fault(Fault.WRONG_VALUE, "must not be an empty list");
    }
    var quantifier = quantifier(spelling);
    var rest = spelling.substring(quantifier.spelling().length());
    var ifExists = rest.endsWith(IF_EXISTS);
    var name = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
    var found = Operator.named(name);
    if (found.isEmpty()) {
      throw operator.fault(
          Fault.WRONG_VALUE, "unknown operator" + Spelling.didYouMean(spelling, SPELLINGS));
    }
    if (name.equals("Null") && !rest.equals(spelling)) {
      throw operator.fault(Fault.WRONG_VALUE, "Null takes no prefix");
    }
    if (name.equals("Null") && ifExists) {
      throw operator.fault(Fault.WRONG_VALUE, "Null takes no IfExists");
    }
    return new Condition(quantifier, found.get(), ifExists, Key.of(key.name()), values, variables);
  }

  /// Strings and ARNs may hold variables; one that cannot be read is refused, not compared.
  private void checkVariables(String operator, Element value) throws MalformedPolicy {
    if (!variables || dialect != Dialect.AWS) {
      return;
    }
    var holdsOne = value.scalar().contains("${");
    if (holdsOne && (operator.contains("String") || operator.contains("Arn"))) {
      try {
        Template.of(value.scalar(), Syntax.WILDCARDS.withVariables(true));
      } catch (MalformedPattern malformed) {
        throw value.fault(Fault.WRONG_VALUE, malformed.reason());
      }
    }
  }

  private static Quantifier quantifier(String operator) {
    if (operator.startsWith(Quantifier.FOR_ALL_VALUES.spelling())) {
      return Quantifier.FOR_ALL_VALUES;
    }
    return operator.startsWith(Quantifier.FOR_ANY_VALUE.spelling())
        ? Quantifier.FOR_ANY_VALUE
        : Quantifier.SINGLE;
  }

  private static List<String> spellings() {
    var spellings = new ArrayList<String>();
    for (var quantifier : Quantifier.values()) {
      for (var operator : Operator.all()) {
        spellings.add(quantifier.spelling() + operator.spelling());
        spellings.add(quantifier.spelling() + operator.spelling() + IF_EXISTS);
      }
    }
    spellings.removeIf(it -> it.contains("Null") && !it.equals("Null"));
    return List.copyOf(spellings);
  }
}
