package dev.safelight.policy.catalogue;

import dev.safelight.policy.document.Statement;
import dev.safelight.policy.json.Json;
import java.util.List;
import java.util.Optional;

/// Finds the lines of a statement's elements in the text it was read from; without the text it
/// knows the line on which the statement begins.
record Places(Statement statement, Optional<Json> json) {
  static Places of(Statement statement, Optional<Json> document) {
    return new Places(
        statement,
        document
            .flatMap(root -> member(root, "Statement"))
            .flatMap(list -> item(list, statement.index(), 1)));
  }

  Place of(String element) {
    return new Place(
        line(json.flatMap(it -> member(it, element))), statement.place() + "." + element);
  }

  /// An item of an element that may be a list; one alone is named without a number.
  Place of(String element, List<?> items, int index) {
    var value = json.flatMap(it -> member(it, element));
    var suffix = items.size() == 1 ? "" : "[" + (index + 1) + "]";
    return new Place(
        line(value.flatMap(it -> item(it, index + 1, items.size()))),
        statement.place() + "." + element + suffix);
  }

  Place ofCondition(String operator, String key) {
    var value =
        json.flatMap(it -> member(it, "Condition"))
            .flatMap(it -> member(it, operator))
            .flatMap(it -> member(it, key));
    return new Place(line(value), statement.place() + ".Condition." + operator + "." + key);
  }

  private int line(Optional<Json> value) {
    return value.map(Json::line).orElse(statement.line());
  }

  private static Optional<Json> member(Json json, String name) {
    return json instanceof Json.Obj(var members, _)
        ? members.stream()
            .filter(member -> member.name().equals(name))
            .map(Json.Member::value)
            .findFirst()
        : Optional.empty();
  }

  private static Optional<Json> item(Json json, int number, int of) {
    if (json instanceof Json.Arr(var items, _)) {
      return number <= items.size() ? Optional.of(items.get(number - 1)) : Optional.empty();
    }
    return of == 1 ? Optional.of(json) : Optional.empty();
  }
}
