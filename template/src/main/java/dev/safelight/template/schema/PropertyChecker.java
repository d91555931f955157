package dev.safelight.template.schema;

import dev.safelight.template.Resource;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import dev.safelight.template.document.Problem;
import dev.safelight.template.document.Regex;
import dev.safelight.template.document.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Checks one resource's properties. The messages are those of CloudFormation's model validation:
/// `Properties validation failed for resource X with message: #/A/B: ...`.
///
/// Texts, numbers and truths are taken for each other where one can be read as the other, as
/// CloudFormation does: parameters are texts, and so are policies' versions.
final class PropertyChecker {
  private static final Map<String, PropertySchema> TAG =
      Map.of(
          "Key", new PropertySchema(Kind.Simple.STRING, true, Replaces.NO, List.of()),
          "Value", new PropertySchema(Kind.Simple.STRING, true, Replaces.NO, List.of()));

  private final Resource resource;
  private final TypeSchema schema;
  private final List<Problem> problems = new ArrayList<>();

  PropertyChecker(Resource resource, TypeSchema schema) {
    this.resource = resource;
    this.schema = schema;
  }

  List<Problem> problems() {
    members(resource.properties(), schema.properties(), "", resource.place());
    return problems.stream().sorted().toList();
  }

  private void members(
      Node.Fields fields, Map<String, PropertySchema> known, String at, Place place) {
    for (var field : fields.list()) {
      var property = known.get(field.name());
      if (property == null) {
        unknown(field, known, at);
      } else {
        value(field.value(), property.kind(), property.limits(), at + '/' + field.name());
      }
    }
    new TreeMap<>(known)
        .forEach((name, property) -> {
          if (property.isRequired() && fields.get(name).isEmpty()) {
            wrong(at, place, "required key [" + name + "] not found", "");
          }
        });
  }

  private void unknown(Node.Field field, Map<String, PropertySchema> known, String at) {
    if (at.isEmpty() && schema.isReadOnly(field.name())) {
      problems.add(
          Problem.of(
              "Encountered read-only property %s in resource %s"
                  .formatted(field.name(), resource.id()),
              path("/" + field.name()),
              field.place()));
      return;
    }
    var hint =
        problems.size() > Spelling.MOST_HINTS ? "" : Spelling.hint(field.name(), known.keySet());
    wrong(
        at + '/' + field.name(),
        at,
        field.place(),
        "extraneous key [" + field.name() + "] is not permitted",
        hint.isEmpty() ? resource.type() + " has no such property" : hint);
  }

  private void value(Node node, Kind kind, List<Limit> limits, String at) {
    if (node instanceof Node.Call) {
      return; // not known yet
    }
    switch (kind) {
      case Kind.Simple simple -> simple(node, simple, limits, at);
      case Kind.ListOf(var item) -> {
        if (node instanceof Node.Items(var list, _)) {
          for (int i = 0; i < list.size(); i++) {
            value(list.get(i), item, limits, at + '/' + i);
          }
        } else {
          kind(node, kind, at);
        }
      }
      case Kind.MapOf(var value) -> {
        if (node instanceof Node.Fields(var list, _)) {
          list.forEach(field -> value(field.value(), value, limits, at + '/' + field.name()));
        } else {
          kind(node, kind, at);
        }
      }
      case Kind.Defined(var name) -> {
        if (node instanceof Node.Fields fields) {
          members(fields, schema.definitions().getOrDefault(name, Map.of()), at, fields.place());
        } else {
          kind(node, kind, at);
        }
      }
      case Kind.OneOf(var kinds) -> oneOf(node, kind, kinds, limits, at);
    }
  }

  /// The first whose form fits is taken, so that its own complaints are heard.
  private void oneOf(Node node, Kind kind, List<Kind> kinds, List<Limit> limits, String at) {
    kinds.stream()
        .filter(each -> fits(node, each))
        .findFirst()
        .ifPresentOrElse(each -> value(node, each, limits, at), () -> kind(node, kind, at));
  }

  private void simple(Node node, Kind.Simple kind, List<Limit> limits, String at) {
    if (kind == Kind.Simple.TAG && node instanceof Node.Fields fields) {
      members(fields, TAG, at, fields.place());
    } else if (!fits(node, kind)) {
      kind(node, kind, at);
    } else if (node instanceof Node.Scalar scalar) {
      for (var limit : limits) {
        if (!limit.allows(scalar.text())) {
          limit(scalar, limit, at);
          return;
        }
      }
    }
  }

  private static boolean fits(Node node, Kind kind) {
    return switch (kind) {
      case Kind.Simple simple -> fits(node, simple);
      case Kind.ListOf _ -> node instanceof Node.Items;
      case Kind.MapOf _, Kind.Defined _ -> node instanceof Node.Fields;
      case Kind.OneOf(var kinds) -> kinds.stream().anyMatch(each -> fits(node, each));
    };
  }

  private static boolean fits(Node node, Kind.Simple kind) {
    return switch (kind) {
      case STRING, TIME -> node instanceof Node.Scalar;
      case INTEGER ->
          node instanceof Node.Scalar scalar
              && Regex.number(scalar.text())
                  .filter(number -> number.stripTrailingZeros().scale() <= 0)
                  .isPresent();
      case NUMBER -> node instanceof Node.Scalar scalar && Regex.number(scalar.text()).isPresent();
      case BOOLEAN ->
          node instanceof Node.Scalar scalar
              && (scalar.text().equals("true") || scalar.text().equals("false"));
      case JSON -> node instanceof Node.Fields || node instanceof Node.Items;
      case TAG -> node instanceof Node.Fields;
    };
  }

  private void kind(Node node, Kind kind, String at) {
    var wanted = model(kind);
    wrong(
        at,
        node.place(),
        "expected type: %s, found: %s".formatted(wanted, found(node)),
        "expected " + kind.text());
  }

  private void limit(Node.Scalar scalar, Limit limit, String at) {
    var what =
        limit instanceof Limit.Enumerated
            ? "#" + at + ": " + scalar.text() + " is not a valid enum value"
            : "#" + at + ": failed validation constraint for keyword [" + limit.keyword() + "]";
    var hint =
        limit instanceof Limit.Enumerated(var values) ? Spelling.hint(scalar.text(), values) : "";
    problems.add(
        problem(at, scalar.place(), what)
            .because(
                "expected %s, was %s%s"
                    .formatted(limit.text(), scalar.text(), hint.isEmpty() ? "" : "; " + hint)));
  }

  private static String model(Kind kind) {
    return switch (kind) {
      case Kind.Simple simple ->
          switch (simple) {
            case STRING, TIME -> "String";
            case INTEGER, NUMBER -> "Number";
            case BOOLEAN -> "Boolean";
            case JSON, TAG -> "JSONObject";
          };
      case Kind.ListOf _ -> "JSONArray";
      case Kind.MapOf _, Kind.Defined _ -> "JSONObject";
      case Kind.OneOf(var kinds) -> model(kinds.getFirst());
    };
  }

  private static String found(Node node) {
    return switch (node) {
      case Node.Text _ -> "String";
      case Node.Num _ -> "Number";
      case Node.Bool _ -> "Boolean";
      case Node.Items _ -> "JSONArray";
      case Node.Fields _ -> "JSONObject";
      case Node.Null _, Node.Absent _, Node.Call _ -> "Null";
    };
  }

  private void wrong(String at, Place place, String what, String detail) {
    wrong(at, at, place, what, detail);
  }

  /// `where`: the place; `pointer`: what AWS points to, which is the map around an unknown key.
  private void wrong(String where, String pointer, Place place, String what, String detail) {
    problems.add(problem(where, place, "#" + pointer + ": " + what).because(detail));
  }

  private Problem problem(String at, Place place, String what) {
    return Problem.of(
        "Properties validation failed for resource %s with message:\n%s"
            .formatted(resource.id(), what),
        path(at),
        place);
  }

  private String path(String at) {
    return resource.path() + "/Properties" + at;
  }
}
