package dev.safelight.policy.document;

import dev.safelight.policy.condition.Condition;
import dev.safelight.policy.json.Json;
import dev.safelight.policy.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Prints a policy; the opposite of [PolicyReader].
final class PolicyWriter {
  private PolicyWriter() {}

  static String write(Policy policy) {
    var members = new ArrayList<Json.Member>();
    members.add(text("Version", policy.version()));
    if (!policy.id().isEmpty()) {
      members.add(text("Id", policy.id()));
    }
    members.add(
        new Json.Member(
            "Statement",
            new Json.Arr(policy.statements().stream().map(PolicyWriter::statement).toList(), 1)));
    return JsonWriter.write(new Json.Obj(members, 1));
  }

  private static Json statement(Statement statement) {
    var members = new ArrayList<Json.Member>();
    if (!statement.sid().isEmpty()) {
      members.add(text("Sid", statement.sid()));
    }
    members.add(text("Effect", statement.effect().spelling()));
    switch (statement.principals()) {
      case Principals.Bearer _ -> {}
      case Principals.Named(var principals) -> members.add(named("Principal", principals));
      case Principals.AllBut(var principals) -> members.add(named("NotPrincipal", principals));
    }
    switch (statement.actions()) {
      case Actions.Only(var patterns) -> members.add(texts("Action", patterns));
      case Actions.AllBut(var patterns) -> members.add(texts("NotAction", patterns));
    }
    switch (statement.resources()) {
      case Resources.Bearer _ -> {}
      case Resources.Only(var patterns) -> members.add(texts("Resource", patterns));
      case Resources.AllBut(var patterns) -> members.add(texts("NotResource", patterns));
    }
    if (!statement.conditions().isEmpty()) {
      members.add(conditions(statement.conditions()));
    }
    return new Json.Obj(members, 1);
  }

  private static Json.Member named(String element, List<Principal> principals) {
    if (principals.equals(List.of(new Principal.Everyone()))) {
      return text(element, "*");
    }
    var types = new LinkedHashMap<String, List<String>>();
    for (var principal : principals) {
      types.computeIfAbsent(principal.type(), _ -> new ArrayList<>()).add(principal.spelling());
    }
    var members = new ArrayList<Json.Member>();
    types.forEach((type, spellings) -> members.add(texts(type, spellings)));
    return new Json.Member(element, new Json.Obj(members, 1));
  }

  private static Json.Member conditions(List<Condition> conditions) {
    var operators = new LinkedHashMap<String, List<Json.Member>>();
    for (var condition : conditions) {
      operators
          .computeIfAbsent(condition.spelling(), _ -> new ArrayList<>())
          .add(texts(condition.key().toString(), condition.values()));
    }
    var members = new ArrayList<Json.Member>();
    operators.forEach((name, keys) -> members.add(new Json.Member(name, new Json.Obj(keys, 1))));
    return new Json.Member("Condition", new Json.Obj(members, 1));
  }

  private static Json.Member text(String name, String value) {
    return new Json.Member(name, new Json.Text(value, 1));
  }

  private static Json.Member texts(String name, List<?> values) {
    return values.size() == 1
        ? text(name, values.getFirst().toString())
        : new Json.Member(
            name,
            new Json.Arr(
                values.stream().<Json>map(v -> new Json.Text(v.toString(), 1)).toList(), 1));
  }
}
