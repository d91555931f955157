package dev.safelight.cloud.planned;

import dev.safelight.template.document.Node;
import java.util.List;

/// Properties as they are read: what is not there is empty, what stands alone is a list of one.
final class Values {
  private Values() {}

  static String text(Node.Fields fields, String name) {
    return fields.get(name).map(Values::text).orElse("");
  }

  static String text(Node node) {
    return node instanceof Node.Scalar scalar ? scalar.text() : "";
  }

  static List<Node> items(Node.Fields fields, String name) {
    return fields.get(name).map(Values::items).orElse(List.of());
  }

  static List<Node> items(Node node) {
    return switch (node) {
      case Node.Items(var list, _) -> list;
      case Node.Null _, Node.Absent _ -> List.of();
      case Node.Scalar _, Node.Fields _, Node.Call _ -> List.of(node);
    };
  }

  static List<String> texts(Node.Fields fields, String name) {
    return items(fields, name).stream().map(Values::text).toList();
  }

  static List<Node.Fields> maps(Node.Fields fields, String name) {
    return items(fields, name).stream()
        .filter(Node.Fields.class::isInstance)
        .map(Node.Fields.class::cast)
        .toList();
  }

  static Node.Fields map(Node.Fields fields, String name) {
    return maps(fields, name).stream()
        .findFirst()
        .orElseGet(() -> new Node.Fields(List.of(), fields.place()));
  }
}
