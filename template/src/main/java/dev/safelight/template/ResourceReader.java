package dev.safelight.template;

import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Problem;
import dev.safelight.template.document.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads one member of `Resources`. AWS: "Resource attribute reference".
final class ResourceReader {
  private static final List<String> KNOWN =
      List.of(
          "Type",
          "Properties",
          "DependsOn",
          "Condition",
          "DeletionPolicy",
          "UpdateReplacePolicy",
          "Metadata",
          "CreationPolicy",
          "UpdatePolicy");

  private final Node.Field field;
  private final Node.Fields definition;
  private final String path;

  private ResourceReader(Node.Field field, Node.Fields definition) {
    this.field = field;
    this.definition = definition;
    this.path = "Resources/" + field.name();
  }

  static Resource read(Node.Field field) {
    return new ResourceReader(field, Sections.map(field, "Resources")).resource();
  }

  private Resource resource() {
    for (var member : definition.list()) {
      if (!KNOWN.contains(member.name())) {
        throw Problem.of(
                "Invalid template resource property '" + member.name() + "'", path, member.place())
            .because(Spelling.hint(member.name(), KNOWN))
            .thrown();
      }
      if (member.value() instanceof Node.Null(var place)) {
        throw Problem.of(
                "Template format error: [/%s/%s] 'null' values are not allowed in templates"
                    .formatted(path, member.name()),
                path,
                place)
            .thrown();
      }
    }
    var type = Sections.text(definition, "Type", path);
    if (type.isEmpty()) {
      throw Sections.wrong(
          "Template format error: [/%s] Every Resources object must contain a Type member."
              .formatted(path),
          field,
          path);
    }
    refusePolicies(type);
    return new Resource(
        field.name(),
        type,
        properties(),
        dependsOn(),
        Sections.text(definition, "Condition", path),
        retention("DeletionPolicy", type),
        retention("UpdateReplacePolicy", type),
        definition
            .get("Metadata")
            .map(node -> Calls.in(node, path + "/Metadata", Calls.Section.VALUES))
            .orElseGet(() -> new Node.Absent(field.place())),
        field.place());
  }

  private Node.Fields properties() {
    var member = definition.field("Properties");
    if (member.isEmpty()) {
      return new Node.Fields(List.of(), field.place());
    }
    if (member.get().value() instanceof Node.Fields fields
        && Calls.in(fields, path + "/Properties", Calls.Section.VALUES)
            instanceof Node.Fields properties) {
      return properties;
    }
    throw Sections.wrong(
        "Template format error: [/%s/Properties] must be an object.".formatted(path),
        member.get(),
        path + "/Properties");
  }

  private List<Node.Text> dependsOn() {
    var list = new ArrayList<Node.Text>();
    definition
        .get("DependsOn")
        .ifPresent(node -> {
          var names = node instanceof Node.Items(var items, _) ? items : List.of(node);
          for (var name : names) {
            if (!(name instanceof Node.Text text)) {
              throw Problem.of(
                      "Template format error: DependsOn must be a string or list of strings.",
                      path + "/DependsOn",
                      name.place())
                  .thrown();
            }
            list.add(text);
          }
        });
    return list;
  }

  private Retention retention(String attribute, String type) {
    var member = definition.field(attribute);
    if (member.isEmpty()) {
      return Retention.DELETE;
    }
    if (!(member.get().value() instanceof Node.Text(var text, _))) {
      throw Sections.wrong(
          "Template format error: Every %s member must be a string.".formatted(attribute),
          member.get(),
          path);
    }
    if (text.equals("Snapshot")) {
      throw Sections.wrong(
          "Template error: resource type %s does not support deletion policy Snapshot"
              .formatted(type),
          member.get(),
          path);
    }
    return Arrays.stream(Retention.values())
        .filter(each -> each.text().equals(text))
        .filter(
            each -> each != Retention.RETAIN_EXCEPT_ON_CREATE || attribute.equals("DeletionPolicy"))
        .findFirst()
        .orElseThrow(() -> unknown(attribute, text, member.get()));
  }

  private InvalidTemplate unknown(String attribute, String text, Node.Field member) {
    var choices = Arrays.stream(Retention.values()).map(Retention::text).toList();
    return Problem.of(
            "Template error: Unrecognized %s %s for resource %s"
                .formatted(attribute, text, field.name()),
            path + '/' + attribute,
            member.place())
        .because(Spelling.hint(text, choices))
        .thrown();
  }

  /// AWS has them for types that are not here, and for an alias's gradual deployment.
  private void refusePolicies(String type) {
    for (var name : List.of("CreationPolicy", "UpdatePolicy")) {
      definition
          .field(name)
          .ifPresent(member -> {
            throw Sections.wrong(
                "%s is not supported here for resource type %s".formatted(name, type),
                member,
                path + '/' + name);
          });
    }
  }
}
