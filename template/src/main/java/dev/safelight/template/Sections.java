package dev.safelight.template;

import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Problem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the readers of sections share: maps that must be maps, names that must be names.
final class Sections {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{1,255}");

  private final Node.Fields document;

  Sections(Node.Fields document) {
    this.document = document;
  }

  /// An empty map where the section is missing; `most` members, each with an alphanumeric name.
  Node.Fields section(String name, String member, int most) {
    var section = map(name);
    if (section.list().size() > most) {
      throw Problem.of(
              "Template format error: Number of %s, %d, is greater than maximum allowed, %d"
                  .formatted(name.toLowerCase(Locale.ROOT), section.list().size(), most),
              name,
              section.place())
          .thrown();
    }
    for (var field : section.list()) {
      if (field.name().startsWith("Fn::")) {
        throw Calls.unsupported(field.name(), name, field.place()).thrown();
      }
      if (!NAME.matcher(field.name()).matches()) {
        throw Problem.of(
                "Template format error: %s name %s is non alphanumeric."
                    .formatted(member, field.name()),
                name + '/' + field.name(),
                field.place())
            .thrown();
      }
    }
    return section;
  }

  Node.Fields map(String name) {
    var node = document.get(name).orElseGet(() -> new Node.Fields(List.of(), document.place()));
    if (node instanceof Node.Fields fields) {
      return fields;
    }
    throw Problem.of("Template format error: " + name + " must be an object.", name, node.place())
        .thrown();
  }

  static Node.Fields map(Node.Field field, String what) {
    if (field.value() instanceof Node.Fields fields) {
      return fields;
    }
    throw wrong(
        "Template format error: Every %s member must be an object.".formatted(what),
        field,
        what + '/' + field.name());
  }

  /// Empty where it is not there.
  static String text(Node.Fields map, String name, String path) {
    return map.field(name)
        .map(field -> {
          if (field.value() instanceof Node.Scalar scalar) {
            return scalar.text();
          }
          throw wrong(
              "Template format error: Every %s member must be a string.".formatted(name),
              field,
              path + '/' + name);
        })
        .orElse("");
  }

  static InvalidTemplate wrong(String message, Node.Field field, String path) {
    return Problem.of(message, path, field.place()).thrown();
  }
}
