package dev.safelight.template.schema;

import dev.safelight.template.document.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reads what `schema/generate.mjs` wrote.
final class SchemaReader {
  private SchemaReader() {}

  static Map<String, TypeSchema> read(Node.Fields root) {
    var inert = texts(member(root, "inert"));
    return each(
        member(root, "types"), field -> type(field.name(), (Node.Fields) field.value(), inert));
  }

  private static TypeSchema type(String name, Node.Fields node, List<String> inert) {
    return new TypeSchema(
        name,
        texts(member(node, "ref")),
        each(member(node, "attributes"), field -> kind(field.value())),
        properties(member(node, "properties")),
        each(member(node, "definitions"), field -> properties(field.value())),
        inert.contains(name));
  }

  private static Map<String, PropertySchema> properties(Node node) {
    return each(node, field -> property((Node.Fields) field.value()));
  }

  private static PropertySchema property(Node.Fields node) {
    var kind = kind(member(node, "type"));
    var limits = new ArrayList<Limit>();
    var isRequired = false;
    var replaces = Replaces.NO;
    for (var field : node.list()) {
      var value = field.value();
      switch (field.name()) {
        case "type" -> {}
        case "required" -> isRequired = true;
        case "replace" -> replaces = text(value).equals("yes") ? Replaces.YES : Replaces.MAYBE;
        case "enum" -> limits.add(new Limit.Enumerated(texts(value)));
        case "pattern" -> limits.add(new Limit.Matching(text(value)));
        case "minLength" -> limits.add(new Limit.Shortest(Integer.parseInt(text(value))));
        case "maxLength" -> limits.add(new Limit.Longest(Integer.parseInt(text(value))));
        case "min" -> limits.add(new Limit.Least(new BigDecimal(text(value))));
        case "max" -> limits.add(new Limit.Most(new BigDecimal(text(value))));
        default -> throw new IllegalStateException("not a property's: " + field.name());
      }
    }
    return new PropertySchema(kind, isRequired, replaces, limits);
  }

  private static Kind kind(Node node) {
    if (node instanceof Node.Fields(var list, _)) {
      var value = list.getFirst().value();
      return switch (list.getFirst().name()) {
        case "def" -> new Kind.Defined(text(value));
        case "list" -> new Kind.ListOf(kind(value));
        case "map" -> new Kind.MapOf(kind(value));
        case "any" ->
            new Kind.OneOf(((Node.Items) value).list().stream().map(SchemaReader::kind).toList());
        case String other -> throw new IllegalStateException("not a kind: " + other);
      };
    }
    return switch (text(node)) {
      case "string" -> Kind.Simple.STRING;
      case "integer" -> Kind.Simple.INTEGER;
      case "number" -> Kind.Simple.NUMBER;
      case "boolean" -> Kind.Simple.BOOLEAN;
      case "json" -> Kind.Simple.JSON;
      case "tag" -> Kind.Simple.TAG;
      case "date-time" -> Kind.Simple.TIME;
      case String other -> throw new IllegalStateException("not a kind: " + other);
    };
  }

  private static <T> Map<String, T> each(Node node, Function<Node.Field, T> reader) {
    var map = new LinkedHashMap<String, T>();
    ((Node.Fields) node).list().forEach(field -> map.put(field.name(), reader.apply(field)));
    return map;
  }

  private static Node member(Node.Fields fields, String name) {
    return fields.get(name).orElseThrow(() -> new IllegalStateException("no " + name));
  }

  private static String text(Node node) {
    return ((Node.Scalar) node).text();
  }

  private static List<String> texts(Node node) {
    return ((Node.Items) node).list().stream().map(SchemaReader::text).toList();
  }
}
