package dev.safelight.template.resolve;

import dev.safelight.template.Output;
import dev.safelight.template.References;
import dev.safelight.template.References.Reference;
import dev.safelight.template.Resource;
import dev.safelight.template.Rule;
import dev.safelight.template.Template;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Gives a template its parameters: rules and conditions are decided, resources without their
/// condition dropped, values worked out as far as no resource is needed, the order found.
///
/// What is wrong is an [InvalidTemplate] in AWS's words. Stateless; safe from any thread.
public final class Resolver {
  private final Template template;
  private final Early scope;
  private final Evaluator evaluator;
  private final Size size = new Size();
  private final SequencedMap<String, ParameterValue> parameters;

  private Resolver(
      Template template, Map<String, String> given, Pseudo pseudo, Surroundings surroundings) {
    this.template = template;
    this.parameters = Parameters.given(template, given, surroundings);
    this.scope = new Early(template, parameters, pseudo, surroundings);
    this.evaluator = new Evaluator(scope);
  }

  /// `given`: each parameter's text as a client sends it.
  public static Resolved resolve(
      Template template, Map<String, String> given, Pseudo pseudo, Surroundings surroundings) {
    return new Resolver(template, given, pseudo, surroundings).resolved();
  }

  private Resolved resolved() {
    var conditions = scope.decide();
    template.rules().values().forEach(this::obey);
    var resources = new LinkedHashMap<String, Resource>();
    for (var resource : template.resources().values()) {
      if (isWanted(resource.condition(), conditions)) {
        resources.put(resource.id(), evaluated(resource));
      }
    }
    var outputs = new LinkedHashMap<String, Output>();
    for (var output : template.outputs().values()) {
      if (isWanted(output.condition(), conditions)) {
        outputs.put(output.name(), evaluated(output));
      }
    }
    refuseMissing(resources, outputs);
    return new Resolved(
        template,
        parameters,
        conditions,
        resources,
        outputs,
        Graph.of(resources.values()),
        scope.imports());
  }

  private static boolean isWanted(String condition, Map<String, Boolean> conditions) {
    return condition.isEmpty() || conditions.getOrDefault(condition, false);
  }

  private void obey(Rule rule) {
    var path = "Rules/" + rule.name();
    if (!(rule.condition() instanceof Node.Absent)
        && !evaluator.holds(rule.condition(), path + "/RuleCondition")) {
      return;
    }
    for (var assertion : rule.assertions()) {
      if (!evaluator.holds(assertion.claim(), path + "/Assertions")) {
        throw Problem.of(
                "Template validation error: Rule %s failed: %s"
                    .formatted(
                        rule.name(),
                        assertion.description().isEmpty()
                            ? "an assertion does not hold"
                            : assertion.description()),
                path,
                assertion.claim().place())
            .thrown();
      }
    }
  }

  private Resource evaluated(Resource resource) {
    var properties = evaluator.fields(resource.properties(), resource.path() + "/Properties");
    size.count(properties, resource.path());
    var metadata = evaluator.value(resource.metadata(), resource.path() + "/Metadata");
    size.count(metadata, resource.path());
    return resource.with(properties, metadata);
  }

  private Output evaluated(Output output) {
    var path = "Outputs/" + output.name();
    var value = evaluator.value(output.value(), path + "/Value");
    switch (value) {
      case Node.Text _, Node.Num _, Node.Call _ -> {}
      case Node.Bool _, Node.Null _, Node.Absent _, Node.Items _, Node.Fields _ ->
          throw Late.noText(output.value(), path);
    }
    return output.with(value, evaluator.value(output.export(), path + "/Export/Name"));
  }

  /// References to resources whose condition does not hold.
  private void refuseMissing(Map<String, Resource> resources, Map<String, Output> outputs) {
    var problems = new ArrayList<Problem>();
    for (var resource : resources.values()) {
      for (var node : List.<Node>of(resource.properties(), resource.metadata())) {
        missing(node, "Resources", resource.path(), resources, problems);
      }
    }
    for (var output : outputs.values()) {
      for (var node : List.of(output.value(), output.export())) {
        missing(node, "Outputs", "Outputs/" + output.name(), resources, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidTemplate(problems);
    }
  }

  private static void missing(
      Node node,
      String block,
      String path,
      Map<String, Resource> resources,
      List<Problem> problems) {
    var names = new LinkedHashSet<String>();
    for (var reference : References.of(node)) {
      var name =
          switch (reference) {
            case Reference.Ref(var ref, _) -> ref;
            case Reference.Attribute(var id, _, _) -> id;
            case Reference.Condition _, Reference.Mapping _ -> "";
          };
      if (!name.isEmpty() && !resources.containsKey(name) && names.add(name)) {
        problems.add(
            Problem.of(
                    "Template format error: Unresolved resource dependencies [%s] in the %s block of the template"
                        .formatted(name, block),
                    path,
                    reference.place())
                .because(name + " is not made: its condition does not hold"));
      }
    }
  }
}
