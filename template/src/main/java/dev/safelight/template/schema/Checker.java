package dev.safelight.template.schema;

import dev.safelight.template.References;
import dev.safelight.template.References.Reference;
import dev.safelight.template.Resource;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import dev.safelight.template.document.Problem;
import dev.safelight.template.document.Spelling;
import dev.safelight.template.resolve.Resolved;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Checks types, properties and attributes against the [Schemas]. What waits for a resource is
/// taken to be right; check again when it is known.
public final class Checker {
  private final Schemas schemas;

  public Checker(Schemas schemas) {
    this.schemas = schemas;
  }

  /// Types that AWS does not have are an [InvalidTemplate]; so, by name, are those that it has and
  /// this environment lacks.
  public void types(Collection<Resource> resources) {
    var unknown = new TreeSet<String>();
    var problems = new ArrayList<Problem>();
    for (var resource : resources) {
      var type = resource.type();
      if (schemas.type(type).isPresent()) {
        continue;
      }
      if (isElsewhere(type)) {
        problems.add(
            Problem.of(
                    "Resource type " + type + " is not supported here",
                    resource.path(),
                    resource.place())
                .because(why(type)));
      } else {
        unknown.add(type);
        problems.add(
            Problem.of("", resource.path() + "/Type", resource.place())
                .because(
                    problems.size() > Spelling.MOST_HINTS
                        ? ""
                        : Spelling.hint(type, schemas.onAws())));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidTemplate(worded(problems, unknown));
    }
  }

  /// AWS names all unrecognised types in one message.
  private static List<Problem> worded(List<Problem> problems, Set<String> unknown) {
    var message =
        "Template format error: Unrecognized resource types: [%s]"
            .formatted(String.join(", ", unknown));
    return problems.stream()
        .map(problem ->
            problem.message().isEmpty()
                ? new Problem(message, problem.detail(), problem.path(), problem.place())
                : problem)
        .toList();
  }

  private boolean isElsewhere(String type) {
    return schemas.isOnAws(type)
        || type.startsWith("Custom::")
        || type.startsWith("AWS::Serverless::")
        || type.endsWith("::MODULE")
        || List.of(
                "AWS::CloudFormation::CustomResource",
                "AWS::CloudFormation::Stack",
                "AWS::CloudFormation::Macro")
            .contains(type);
  }

  private static String why(String type) {
    if (type.startsWith("Custom::") || type.equals("AWS::CloudFormation::CustomResource")) {
      return "custom resources are not supported here";
    }
    if (type.startsWith("AWS::Serverless::")) {
      return "it needs the transform AWS::Serverless-2016-10-31, which is not supported here";
    }
    return type.equals("AWS::CloudFormation::Stack")
        ? "nested stacks are not supported here"
        : "AWS has it";
  }

  /// What is wrong with the properties of one resource, in the order of the text.
  public List<Problem> properties(Resource resource) {
    var schema = schemas.type(resource.type());
    return schema.isEmpty() ? List.of() : new PropertyChecker(resource, schema.get()).problems();
  }

  /// References to attributes that a type does not have; `resources` by their logical ids.
  public List<Problem> attributes(Node node, String path, Map<String, Resource> resources) {
    var problems = new ArrayList<Problem>();
    for (var reference : References.of(node)) {
      if (reference instanceof Reference.Attribute(var id, var attribute, var place)) {
        var target = resources.get(id);
        if (target != null && !attribute.isEmpty()) {
          attribute(target, attribute, path, place, problems);
        }
      }
    }
    return problems;
  }

  private void attribute(
      Resource target, String attribute, String path, Place place, List<Problem> problems) {
    schemas
        .type(target.type())
        .filter(schema -> !schema.attributes().containsKey(attribute))
        // What a schema gives no place in its attributes, AWS answers from the properties:
        // a primary identifier is one of the few.
        .filter(schema -> !schema.identifiers().contains(attribute))
        .ifPresent(schema ->
            problems.add(
                Problem.of(
                        "Template error: resource %s does not support attribute type %s in Fn::GetAtt"
                            .formatted(target.id(), attribute),
                        path,
                        place)
                    .because(
                        "%s has %s"
                            .formatted(
                                target.type(),
                                String.join(", ", new TreeSet<>(schema.attributes().keySet()))))));
  }

  /// All of the above for what is about to be made; anything wrong is an [InvalidTemplate].
  public void check(Resolved resolved) {
    types(resolved.resources().values());
    var problems = new ArrayList<Problem>();
    for (var resource : resolved.resources().values()) {
      problems.addAll(properties(resource));
      problems.addAll(attributes(resource.properties(), resource.path(), resolved.resources()));
    }
    for (var output : resolved.outputs().values()) {
      problems.addAll(attributes(output.value(), "Outputs/" + output.name(), resolved.resources()));
    }
    if (!problems.isEmpty()) {
      throw new InvalidTemplate(problems.stream().sorted().toList());
    }
  }
}
