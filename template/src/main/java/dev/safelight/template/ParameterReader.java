package dev.safelight.template;

import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Problem;
import dev.safelight.template.document.Regex;
import dev.safelight.template.document.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads one member of `Parameters`.
final class ParameterReader {
  private static final List<String> KNOWN =
      List.of(
          "Type",
          "Default",
          "NoEcho",
          "Description",
          "AllowedPattern",
          "AllowedValues",
          "MinLength",
          "MaxLength",
          "MinValue",
          "MaxValue",
          "ConstraintDescription");

  private final Node.Field field;
  private final Node.Fields definition;

  private ParameterReader(Node.Field field, Node.Fields definition) {
    this.field = field;
    this.definition = definition;
  }

  static Parameter read(Node.Field field) {
    if (!(field.value() instanceof Node.Fields definition)) {
      throw wrong("Template format error: Every Parameters member must be an object.", field);
    }
    return new ParameterReader(field, definition).parameter();
  }

  private Parameter parameter() {
    for (var member : definition.list()) {
      if (!KNOWN.contains(member.name())) {
        throw Problem.of(
                "Invalid template parameter property '" + member.name() + "'",
                path(),
                member.place())
            .because(Spelling.hint(member.name(), KNOWN))
            .thrown();
      }
    }
    var type = type();
    var parameter =
        new Parameter(
            field.name(),
            type,
            scalar("Default").stream().toList(),
            noEcho(),
            scalar("Description").orElse(""),
            constraints(type),
            scalar("ConstraintDescription").orElse(""),
            field.place());
    parameter
        .defaultValue()
        .flatMap(parameter::complaint)
        .ifPresent(complaint -> {
          throw complaint.because("the Default does not fit").thrown();
        });
    return parameter;
  }

  private ParameterType type() {
    var name = definition.get("Type");
    if (name.isEmpty()) {
      throw wrong(
          "Template format error: Every Parameters object must contain a Type member.", field);
    }
    var text = name.get() instanceof Node.Text(var value, _) ? value : name.get().kind();
    return ParameterType.named(text)
        .orElseThrow(() ->
            Problem.of(
                    "Template format error: Unrecognized parameter type: " + text,
                    path(),
                    name.get().place())
                .because(
                    Spelling.hint(
                        text, List.of("String", "Number", "List<Number>", "CommaDelimitedList")))
                .thrown());
  }

  private boolean noEcho() {
    return switch (scalar("NoEcho").orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      case String other ->
          throw wrong("Template format error: NoEcho must be true or false, was " + other, field);
    };
  }

  private List<Constraint> constraints(ParameterType type) {
    var list = new ArrayList<Constraint>();
    scalar("AllowedPattern").map(this::pattern).ifPresent(list::add);
    definition.get("AllowedValues").map(this::values).ifPresent(list::add);
    number("MinLength", n -> new Constraint.MinLength(n.intValue())).ifPresent(list::add);
    number("MaxLength", n -> new Constraint.MaxLength(n.intValue())).ifPresent(list::add);
    if (type.isNumeric()) {
      number("MinValue", Constraint.MinValue::new).ifPresent(list::add);
      number("MaxValue", Constraint.MaxValue::new).ifPresent(list::add);
    } else if (definition.get("MinValue").or(() -> definition.get("MaxValue")).isPresent()) {
      throw wrong(
          "Template format error: MinValue and MaxValue are for parameters of type Number", field);
    }
    return list;
  }

  private Constraint pattern(String pattern) {
    try {
      return new Constraint.AllowedPattern(Regex.of(pattern));
    } catch (Regex.Unusable broken) {
      throw Problem.of(
              "Template format error: AllowedPattern is no regular expression: " + pattern,
              path(),
              field.place())
          .because(broken.getMessage())
          .thrown();
    }
  }

  private Constraint values(Node node) {
    if (!(node instanceof Node.Items(var items, _))) {
      throw wrong("Template format error: Every AllowedValues member must be a list.", field);
    }
    return new Constraint.AllowedValues(
        items.stream().map(each -> text("AllowedValues", each)).toList());
  }

  private Optional<Constraint> number(String name, Function<BigDecimal, Constraint> as) {
    return scalar(name)
        .map(text ->
            Regex.number(text)
                .map(as)
                .orElseThrow(() ->
                    wrong(
                        "Template format error: %s must be a number, was %s".formatted(name, text),
                        field)));
  }

  private Optional<String> scalar(String name) {
    return definition.get(name).map(node -> text(name, node));
  }

  private String text(String name, Node node) {
    if (node instanceof Node.Scalar scalar) {
      return scalar.text();
    }
    throw wrong("Template format error: Every %s member must be a string.".formatted(name), field);
  }

  private String path() {
    return "Parameters/" + field.name();
  }

  private static InvalidTemplate wrong(String message, Node.Field field) {
    return Problem.of(message, "Parameters/" + field.name(), field.place()).thrown();
  }
}
