package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.cloudformation.resource.ResourceType;
import dev.safelight.template.Resource;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Problem;
import dev.safelight.template.resolve.Resolved;
import dev.safelight.template.schema.Checker;
import dev.safelight.template.schema.PropertySchema;
import dev.safelight.template.schema.Replaces;
import dev.safelight.template.schema.Schemas;
import dev.safelight.template.schema.TypeSchema;
import dev.safelight.template.schema.Used;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The types that stacks are made of here: those that are acted on, and those that deploy and do
/// nothing.
///
/// @param types by name
/// @param inert those of them that are not acted on
/// @param accepted what else may be there without being acted on: `TYPE` or `TYPE.PROPERTY`
record Kinds(
    Schemas schemas, Map<String, ResourceType> types, Set<String> inert, Set<String> accepted) {
  static final String INERT = "not acted on here";

  Kinds {
    types = Map.copyOf(types);
    inert = Set.copyOf(inert);
    accepted = Set.copyOf(accepted);
  }

  boolean isInert(String type) {
    return inert.contains(type) || !types.containsKey(type);
  }

  /// Whether a stack's tags become those of its resources of this type.
  boolean hasTags(String type) {
    return schemas.type(type).filter(each -> each.properties().containsKey("Tags")).isPresent();
  }

  ResourceType type(String name) {
    var type = types.get(name);
    return type == null ? new AcceptedType(name, schemas.type(name)) : type;
  }

  /// Types that nobody has, in AWS's words.
  void requireKnown(Resolved resolved) {
    new Checker(schemas)
        .types(
            resolved.resources().values().stream()
                .filter(each -> !accepted.contains(each.type()))
                .toList());
  }

  /// What is wrong with the properties, and what would not be acted on, in the order of the text.
  List<Problem> problems(Resolved resolved) {
    var checker = new Checker(schemas);
    var problems = new ArrayList<Problem>();
    for (var resource : resolved.resources().values()) {
      if (!accepted.contains(resource.type())) {
        problems.addAll(checker.properties(resource));
        problems.addAll(unacted(resource));
      }
      problems.addAll(
          checker.attributes(resource.properties(), resource.path(), resolved.resources()));
    }
    for (var output : resolved.outputs().values()) {
      problems.addAll(
          checker.attributes(output.value(), "Outputs/" + output.name(), resolved.resources()));
    }
    return problems.stream().sorted().toList();
  }

  private List<Problem> unacted(Resource resource) {
    var schema = schemas.type(resource.type());
    var type = types.get(resource.type());
    if (type == null) {
      return List.of(
          Problem.of(
              "Resource type %s is not acted on here".formatted(resource.type()),
              resource.path(),
              resource.place()));
    }
    if (inert.contains(type.name())) {
      return List.of();
    }
    if (schema.isEmpty()) {
      return List.of();
    }
    return Used.by(resource, schema.get()).stream()
        .filter(used -> !isActedOn(type, used.path()))
        .map(used ->
            Problem.of(
                "Property %s of %s is not acted on here".formatted(used.path(), resource.type()),
                resource.path() + "/Properties/" + used.path().replace('.', '/'),
                used.place()))
        .toList();
  }

  private boolean isActedOn(ResourceType type, String path) {
    if (type.actsOn().contains(path)) {
      return true;
    }
    // Whoever accepts a property accepts what is in it.
    for (var outer = path; !outer.isEmpty(); outer = outer(outer)) {
      if (accepted.contains(type.name() + '.' + outer)) {
        return true;
      }
    }
    return false;
  }

  private static String outer(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }

  /// Where one cannot become the other in place: why a new resource is needed.
  Optional<String> replacing(String type, Node.Fields before, Node.Fields after) {
    var schema = schemas.type(type);
    if (schema.isEmpty()) {
      return Optional.empty();
    }
    for (var path : Paths.differing(before, after)) {
      var replaced =
          switch (schema.get().replaces(path)) {
            case NO -> false;
            case MAYBE -> type(type).isReplacedBy(path, before, after);
            case YES -> true;
          };
      if (replaced) {
        return Optional.of(String.join(".", path));
      }
    }
    return Optional.empty();
  }

  /// What names it, where the template does: a second one of that name cannot stand beside it.
  Optional<String> customName(String type, Node.Fields properties) {
    return schemas
        .type(type)
        .flatMap(schema ->
            schema.properties().entrySet().stream()
                .filter(each -> names(type, schema, each.getKey(), each.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .flatMap(name -> properties.get(name).stream())
                .findFirst())
        .map(node -> node instanceof Node.Scalar scalar ? scalar.text() : "");
  }

  private static boolean names(
      String type, TypeSchema schema, String name, PropertySchema property) {
    return (schema.identifiers().contains(name)
            || name.equals(type.substring(type.lastIndexOf(':') + 1) + "Name"))
        && property.replaces() == Replaces.YES
        && !property.isRequired();
  }
}
