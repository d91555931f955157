package dev.safelight.template;

import dev.safelight.template.document.Node;
import dev.safelight.template.document.Problem;
import dev.safelight.template.document.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/// The sections of a template, one after the other. Limits: AWS, "CloudFormation quotas".
final class TemplateReader {
  private static final List<String> KNOWN =
      List.of(
          "AWSTemplateFormatVersion",
          "Description",
          "Metadata",
          "Parameters",
          "Rules",
          "Mappings",
          "Conditions",
          "Transform",
          "Hooks",
          "Resources",
          "Outputs");

  private static final int LONGEST_DESCRIPTION = 1024;

  private final Node.Fields document;
  private final Sections sections;

  private TemplateReader(Node.Fields document) {
    this.document = document;
    this.sections = new Sections(document);
  }

  static Template read(Node.Fields document) {
    return new TemplateReader(document).template();
  }

  private Template template() {
    frame();
    var resources = sections.section("Resources", "Resource", 500);
    if (resources.list().isEmpty()) {
      throw Problem.of(
              "Template format error: At least one Resources member must be defined.",
              "Resources",
              resources.place())
          .thrown();
    }
    return new Template(
        document,
        description(),
        each(sections.section("Parameters", "Parameter", 200), ParameterReader::read),
        each(sections.section("Rules", "Rule", 200), TemplateReader::rule),
        Mappings.read(sections.section("Mappings", "Mappings", 200)),
        each(sections.section("Conditions", "Condition", 500), TemplateReader::condition),
        each(resources, ResourceReader::read),
        each(sections.section("Outputs", "Output", 200), TemplateReader::output),
        sections.map("Metadata"));
  }

  private static <T> SequencedMap<String, T> each(Node.Fields map, Function<Node.Field, T> reader) {
    var result = new LinkedHashMap<String, T>();
    map.list().forEach(field -> result.put(field.name(), reader.apply(field)));
    return result;
  }

  private void frame() {
    for (var field : document.list()) {
      if (!KNOWN.contains(field.name())) {
        throw Problem.of(
                "Invalid template property or properties [" + field.name() + "]",
                field.name(),
                field.place())
            .because(Spelling.hint(field.name(), KNOWN))
            .thrown();
      }
      if (field.name().equals("Transform") || field.name().equals("Hooks")) {
        throw Problem.of(
                "%s is not supported here: %s".formatted(field.name(), names(field.value())),
                field.name(),
                field.place())
            .because("process the template first, or deploy it to AWS")
            .thrown();
      }
    }
    var version = Sections.text(document, "AWSTemplateFormatVersion", "");
    if (!version.isEmpty() && !version.equals("2010-09-09")) {
      throw Problem.of(
              "Template format error: Unrecognized template format version: " + version,
              "AWSTemplateFormatVersion",
              document.place())
          .because("the one version is 2010-09-09")
          .thrown();
    }
  }

  private static String names(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> scalar.text();
      case Node.Items(var list, _) ->
          String.join(", ", list.stream().map(TemplateReader::names).toList());
      case Node.Fields fields ->
          fields
              .get("Name")
              .map(TemplateReader::names)
              .orElseGet(() -> String.join(", ", fields.map().keySet()));
      case Node.Null _, Node.Absent _, Node.Call _ -> node.kind();
    };
  }

  private String description() {
    var text = Sections.text(document, "Description", "");
    if (text.length() > LONGEST_DESCRIPTION) {
      throw Problem.of(
              "Template format error: 'Description' length is greater than "
                  + LONGEST_DESCRIPTION
                  + ".",
              "Description",
              document.place())
          .thrown();
    }
    return text;
  }

  private static Node condition(Node.Field field) {
    var path = "Conditions/" + field.name();
    var node = Calls.in(field.value(), path, Calls.Section.CONDITIONS);
    if (node instanceof Node.Call(var function, _, _) && function.isCondition()) {
      return node;
    }
    throw Sections.wrong(
        "Template format error: Every Conditions member must be a condition function.",
        field,
        path);
  }

  private static Rule rule(Node.Field field) {
    var path = "Rules/" + field.name();
    var map = Sections.map(field, "Rules");
    Node condition = new Node.Absent(field.place());
    var assertions = new ArrayList<Rule.Assertion>();
    for (var member : map.list()) {
      switch (member.name()) {
        case "RuleCondition" ->
            condition = Calls.in(member.value(), path + "/RuleCondition", Calls.Section.RULES);
        case "Assertions" -> {
          if (!(member.value() instanceof Node.Items(var list, _))) {
            throw Sections.wrong("Template format error: Assertions must be a list.", member, path);
          }
          list.forEach(each -> assertions.add(assertion(each, member, path + "/Assertions")));
        }
        default ->
            throw Sections.wrong(
                "Invalid template rule property '" + member.name() + "'", member, path);
      }
    }
    if (assertions.isEmpty()) {
      throw Sections.wrong(
          "Template format error: Every Rules member must contain Assertions.", field, path);
    }
    return new Rule(field.name(), condition, assertions);
  }

  private static Rule.Assertion assertion(Node node, Node.Field field, String path) {
    if (!(node instanceof Node.Fields map) || map.get("Assert").isEmpty()) {
      throw Sections.wrong(
          "Template format error: Every Assertions member must contain an Assert.", field, path);
    }
    for (var member : map.list()) {
      if (!member.name().equals("Assert") && !member.name().equals("AssertDescription")) {
        throw Sections.wrong(
            "Invalid template rule property '" + member.name() + "'", member, path);
      }
    }
    return new Rule.Assertion(
        Calls.in(map.get("Assert").get(), path + "/Assert", Calls.Section.RULES),
        Sections.text(map, "AssertDescription", path));
  }

  private static Output output(Node.Field field) {
    var path = "Outputs/" + field.name();
    var map = Sections.map(field, "Outputs");
    for (var member : map.list()) {
      if (!List.of("Description", "Value", "Export", "Condition").contains(member.name())) {
        throw Sections.wrong(
            "Invalid template output property '" + member.name() + "'", member, path);
      }
    }
    var value = map.get("Value");
    if (value.isEmpty()) {
      throw Sections.wrong(
          "Template format error: Every Outputs member must contain a Value object", field, path);
    }
    return new Output(
        field.name(),
        Sections.text(map, "Description", path),
        Calls.in(value.get(), path + "/Value", Calls.Section.VALUES),
        map.field("Export")
            .map(export -> export(export, path))
            .orElseGet(() -> new Node.Absent(field.place())),
        Sections.text(map, "Condition", path),
        field.place());
  }

  private static Node export(Node.Field field, String path) {
    if (field.value() instanceof Node.Fields map
        && map.list().size() == 1
        && map.get("Name").isPresent()) {
      return Calls.in(map.get("Name").get(), path + "/Export/Name", Calls.Section.VALUES);
    }
    throw Sections.wrong(
        "Template format error: Every Export member must contain a Name and nothing else.",
        field,
        path);
  }
}
