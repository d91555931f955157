package dev.safelight.cloud.cloudformation.resource;

import dev.safelight.cloud.call.Fault;
import dev.safelight.template.document.Document;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A resource's properties, or a map inside them, read as its type needs them. Texts stand for
/// numbers and truths too: parameters are texts.
record Properties(Node.Fields fields) {
  static final Properties NONE = new Properties(new Node.Fields(List.of(), Place.NOWHERE));

  Optional<String> text(String name) {
    return fields.get(name).map(node -> text(node, name));
  }

  /// What the schema requires.
  String required(String name) {
    return text(name)
        .orElseThrow(
            () -> new Fault(400, "ValidationError", "#: required key [" + name + "] not found"));
  }

  Optional<Integer> number(String name) {
    return text(name)
        .map(text -> {
          try {
            return new BigDecimal(text).intValueExact();
          } catch (NumberFormatException _) {
            throw unexpected(name, "Integer");
          } catch (ArithmeticException _) {
            throw unexpected(name, "Integer");
          }
        });
  }

  Optional<Double> fraction(String name) {
    return text(name)
        .map(text -> {
          try {
            return new BigDecimal(text).doubleValue();
          } catch (NumberFormatException _) {
            throw unexpected(name, "Number");
          }
        });
  }

  Optional<Boolean> truth(String name) {
    return text(name)
        .map(text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw unexpected(name, "Boolean");
            });
  }

  boolean has(String name) {
    return fields.get(name).isPresent();
  }

  Optional<Properties> part(String name) {
    return fields.get(name).map(node -> part(node, name));
  }

  /// The maps of a list; none where the list is missing.
  List<Properties> parts(String name) {
    return items(name).stream().map(node -> part(node, name)).toList();
  }

  /// The texts of a list; none where the list is missing.
  List<String> texts(String name) {
    return items(name).stream().map(node -> text(node, name)).toList();
  }

  /// A document that services take as text: given as one, or as the tree that it is.
  Optional<String> document(String name) {
    return fields
        .get(name)
        .map(node -> node instanceof Node.Scalar scalar ? scalar.text() : Document.json(node));
  }

  /// A map of texts; empty where it is missing.
  SequencedMap<String, String> map(String name) {
    var map = new LinkedHashMap<String, String>();
    part(name)
        .ifPresent(part ->
            part.fields.list().forEach(field -> map.put(field.name(), text(field.value(), name))));
    return map;
  }

  /// A list of `Key` and `Value` pairs.
  SequencedMap<String, String> pairs(String name) {
    var map = new LinkedHashMap<String, String>();
    parts(name).forEach(tag -> map.put(tag.required("Key"), tag.text("Value").orElse("")));
    return map;
  }

  /// Whether both say the same of every one of these.
  boolean agrees(Properties other, String... names) {
    for (var name : names) {
      var one = fields.get(name);
      var two = other.fields.get(name);
      if (one.isPresent() != two.isPresent() || (one.isPresent() && !one.get().says(two.get()))) {
        return false;
      }
    }
    return true;
  }

  private List<Node> items(String name) {
    return fields
        .get(name)
        .map(node ->
            switch (node) {
              case Node.Items(var list, _) -> list;
              default -> throw unexpected(name, "JSONArray");
            })
        .orElse(List.of());
  }

  private static Properties part(Node node, String name) {
    if (node instanceof Node.Fields fields) {
      return new Properties(fields);
    }
    throw unexpected(name, "JSONObject");
  }

  private static String text(Node node, String name) {
    if (node instanceof Node.Scalar scalar) {
      return scalar.text();
    }
    throw unexpected(name, "String");
  }

  private static Fault unexpected(String name, String wanted) {
    return new Fault(400, "ValidationError", "#/" + name + ": expected type: " + wanted);
  }
}
