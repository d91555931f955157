package dev.safelight.policy.cases;

import dev.safelight.policy.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The members of one object of a case, read by name and type; a null is as if absent.
record Members(String path, Map<String, Json> values) {
  static Members of(String path, Json json) throws MalformedCase {
    if (!(json instanceof Json.Obj(var members, _))) {
      throw new MalformedCase(path + ": must be an object, was " + json.kind());
    }
    var values = new HashMap<String, Json>();
    for (var member : members) {
      if (!(member.value() instanceof Json.Null)) {
        values.put(member.name(), member.value());
      }
    }
    return new Members(path, values);
  }

  Optional<Json> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String demand(String name) throws MalformedCase {
    var text = text(name);
    if (text.isEmpty()) {
      throw new MalformedCase(path + "." + name + ": is missing");
    }
    return text;
  }

  /// Empty when absent.
  String text(String name) throws MalformedCase {
    var json = get(name);
    return json.isPresent() ? scalar(path + "." + name, json.get()) : "";
  }

  /// Empty when absent.
  List<Json> list(String name) throws MalformedCase {
    var json = get(name);
    return json.isPresent() ? list(path + "." + name, json.get()) : List.of();
  }

  static List<Json> list(String path, Json json) throws MalformedCase {
    if (json instanceof Json.Arr(var items, _)) {
      return items;
    }
    throw new MalformedCase(path + ": must be a list, was " + json.kind());
  }

  static List<String> texts(String path, List<Json> list) throws MalformedCase {
    var texts = new ArrayList<String>();
    for (var json : list) {
      texts.add(scalar(path, json));
    }
    return texts;
  }

  static String scalar(String path, Json json) throws MalformedCase {
    return switch (json) {
      case Json.Text(var value, _) -> value;
      case Json.Num(var text, _) -> text;
      case Json.Bool(var value, _) -> Boolean.toString(value);
      case Json.Obj _, Json.Arr _, Json.Null _ ->
          throw new MalformedCase(path + ": must be a string, was " + json.kind());
    };
  }
}
