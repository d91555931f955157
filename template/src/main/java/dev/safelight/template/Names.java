package dev.safelight.template;

import dev.safelight.template.References.Reference;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import dev.safelight.template.document.Problem;
import dev.safelight.template.document.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Whether every name that a template refers to is there.
final class Names {
  static final Set<String> PSEUDO =
      Set.of(
          "AWS::AccountId",
          "AWS::NoValue",
          "AWS::NotificationARNs",
          "AWS::Partition",
          "AWS::Region",
          "AWS::StackId",
          "AWS::StackName",
          "AWS::URLSuffix");

  private final Template template;
  private final List<Problem> problems = new ArrayList<>();

  private Names(Template template) {
    this.template = template;
  }

  static void check(Template template) {
    var names = new Names(template);
    names.rules();
    names.conditions();
    names.resources();
    names.outputs();
    if (!names.problems.isEmpty()) {
      throw new InvalidTemplate(names.problems);
    }
  }

  private void rules() {
    for (var rule : template.rules().values()) {
      var nodes =
          Stream.concat(
              Stream.of(rule.condition()), rule.assertions().stream().map(Rule.Assertion::claim));
      nodes.forEach(node -> withoutResources(node, "Rules", rule.name()));
    }
  }

  private void conditions() {
    template.conditions().forEach((name, node) -> withoutResources(node, "Conditions", name));
  }

  /// Rules and conditions are decided before there are resources.
  private void withoutResources(Node node, String block, String name) {
    var path = block + '/' + name;
    for (var reference : References.of(node)) {
      switch (reference) {
        case Reference.Ref(var ref, var place) -> {
          if (!isValue(ref)) {
            problems.add(unresolved(ref, block, path, place));
          }
        }
        case Reference.Attribute(var id, _, var place) ->
            problems.add(unresolved(id, block, path, place));
        case Reference.Condition(var condition, var place) -> condition(condition, path, place);
        case Reference.Mapping(var map, var place) -> mapping(map, path, place);
      }
    }
  }

  private static Problem unresolved(String name, String block, String path, Place place) {
    return Problem.of(
        "Template format error: Unresolved dependencies [%s]. Cannot reference resources in the %s block of the template"
            .formatted(name, block),
        path,
        place);
  }

  private void resources() {
    var missing = new LinkedHashSet<String>();
    var places = new ArrayList<Problem>();
    for (var resource : template.resources().values()) {
      condition(resource.condition(), resource.path(), resource.place());
      if (template.parameters().containsKey(resource.id())) {
        problems.add(
            Problem.of(
                "Template format error: %s is the name of a parameter and of a resource"
                    .formatted(resource.id()),
                resource.path(),
                resource.place()));
      }
      for (var name : resource.dependsOn()) {
        if (!template.resources().containsKey(name.text())) {
          missing.add(name.text());
          places.add(
              hinted(name.text(), resource.path() + "/DependsOn", name.place(), places.size()));
        }
      }
      for (var node : List.of(resource.properties(), resource.metadata())) {
        values(node, resource.path(), missing, places);
      }
    }
    unresolved("Resources", missing, places);
  }

  private void outputs() {
    var missing = new LinkedHashSet<String>();
    var places = new ArrayList<Problem>();
    for (var output : template.outputs().values()) {
      var path = "Outputs/" + output.name();
      condition(output.condition(), path, output.place());
      for (var node : List.of(output.value(), output.export())) {
        values(node, path, missing, places);
      }
    }
    unresolved("Outputs", missing, places);
  }

  /// AWS names all of a block in one message; the places are ours.
  private void unresolved(String block, Set<String> missing, List<Problem> places) {
    if (!missing.isEmpty()) {
      var message =
          "Template format error: Unresolved resource dependencies [%s] in the %s block of the template"
              .formatted(String.join(", ", missing), block);
      for (var place : places) {
        problems.add(new Problem(message, place.detail(), place.path(), place.place()));
      }
    }
  }

  private void values(Node node, String path, Set<String> missing, List<Problem> places) {
    for (var reference : References.of(node)) {
      switch (reference) {
        case Reference.Ref(var name, var place) -> {
          if (!isValue(name) && !template.resources().containsKey(name)) {
            missing.add(name);
            places.add(hinted(name, path, place, places.size()));
          }
        }
        case Reference.Attribute(var id, _, var place) -> {
          if (!template.resources().containsKey(id)) {
            problems.add(
                Problem.of(
                        "Template error: instance of Fn::GetAtt references undefined resource "
                            + id,
                        path,
                        place)
                    .because(hint(id, template.resources().keySet())));
          }
        }
        case Reference.Condition(var name, var place) -> condition(name, path, place);
        case Reference.Mapping(var name, var place) -> mapping(name, path, place);
      }
    }
  }

  private Problem hinted(String name, String path, Place place, int before) {
    if (before > Spelling.MOST_HINTS) {
      return Problem.of("", path, place).because("there is no " + name);
    }
    Collection<String> known =
        Stream.of(template.resources().keySet(), template.parameters().keySet(), PSEUDO)
            .flatMap(Collection::stream)
            .toList();
    var hint = Spelling.hint(name, known);
    return Problem.of("", path, place)
        .because("there is no " + name + (hint.isEmpty() ? "" : "; " + hint));
  }

  private String hint(String name, Collection<String> known) {
    return problems.size() > Spelling.MOST_HINTS ? "" : Spelling.hint(name, known);
  }

  private boolean isValue(String name) {
    return template.parameters().containsKey(name) || PSEUDO.contains(name);
  }

  private void condition(String name, String path, Place place) {
    if (!name.isEmpty() && !template.conditions().containsKey(name)) {
      problems.add(
          Problem.of(
                  "Template format error: Unresolved condition dependency %s in the %s block of the template"
                      .formatted(name, path.substring(0, path.indexOf('/'))),
                  path,
                  place)
              .because(hint(name, template.conditions().keySet())));
    }
  }

  private void mapping(String name, String path, Place place) {
    if (!template.mappings().has(name)) {
      problems.add(
          Problem.of(
                  "Template error: Mapping named '%s' is not present in the 'Mappings' section of template."
                      .formatted(name),
                  path,
                  place)
              .because(hint(name, template.mappings().maps().map().keySet())));
    }
  }
}
