package dev.safelight.template;

import dev.safelight.template.document.Function;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import dev.safelight.template.document.Problem;
import dev.safelight.template.document.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the function calls of a section: `{Fn::Join: [...]}` becomes a [Node.Call].
final class Calls {
  /// Where a section's functions are; each knows others.
  enum Section {
    VALUES,
    CONDITIONS,
    RULES
  }

  private final Section section;

  private Calls(Section section) {
    this.section = section;
  }

  static Node in(Node raw, String path, Section section) {
    return new Calls(section).node(raw, path, section == Section.CONDITIONS);
  }

  /// `asks`: whether a `Condition` here names one; elsewhere it is a policy statement's member.
  private Node node(Node raw, String path, boolean asks) {
    return switch (raw) {
      case Node.Text text -> {
        refuseDynamic(text, path);
        yield text;
      }
      case Node.Num _, Node.Bool _, Node.Absent _, Node.Call _ -> raw;
      case Node.Null(var place) ->
          throw Problem.of(
                  "Template format error: [/"
                      + path
                      + "] 'null' values are not allowed in templates",
                  path,
                  place)
              .thrown();
      case Node.Items(var list, var place) -> new Node.Items(items(list, path, asks), place);
      case Node.Fields fields -> fields(fields, path, asks);
    };
  }

  private List<Node> items(List<Node> list, String path, boolean asks) {
    var result = new ArrayList<Node>();
    for (int i = 0; i < list.size(); i++) {
      result.add(node(list.get(i), path + '/' + i, asks));
    }
    return result;
  }

  private Node fields(Node.Fields fields, String path, boolean asks) {
    if (fields.list().size() == 1) {
      var only = fields.list().getFirst();
      var function = Function.named(only.name()).filter(each -> isHere(each, asks));
      if (function.isPresent()) {
        return call(function.get(), only, path + '/' + only.name(), asks);
      }
    }
    var list = new ArrayList<Node.Field>();
    for (var field : fields.list()) {
      refuse(field, path);
      list.add(
          new Node.Field(
              field.name(), field.place(), node(field.value(), path + '/' + field.name(), asks)));
    }
    return new Node.Fields(list, fields.place());
  }

  private boolean isHere(Function function, boolean asks) {
    return (function != Function.CONDITION || asks)
        && (section == Section.RULES || !function.isForRules());
  }

  private Node call(Function function, Node.Field field, String path, boolean asks) {
    var argument =
        node(field.value(), path, function == Function.CONDITION || asks || function.isCondition());
    if (function == Function.GET_ATT && argument instanceof Node.Text(var text, var place)) {
      argument = pair(text, place);
    }
    var call = new Node.Call(function, argument, field.place());
    Shapes.check(call, path);
    return call;
  }

  /// YAML's long form may have the pair in one text too.
  private static Node pair(String text, Place place) {
    var dot = text.indexOf('.');
    return dot < 0
        ? new Node.Text(text, place)
        : new Node.Items(
            List.of(
                new Node.Text(text.substring(0, dot), place),
                new Node.Text(text.substring(dot + 1), place)),
            place);
  }

  private void refuse(Node.Field field, String path) {
    var name = field.name();
    if (!name.startsWith("Fn::")) {
      return;
    }
    var function = Function.named(name);
    if (function.isPresent() && (section == Section.RULES || !function.get().isForRules())) {
      throw Problem.of("Template format error: unsupported structure.", path, field.place())
          .because(name + " must be the only member of its map")
          .thrown();
    }
    throw unsupported(name, path, field.place()).thrown();
  }

  static Problem unsupported(String name, String path, Place place) {
    var supported =
        String.join(", ", Arrays.stream(Function.values()).map(Function::fullName).toList());
    return Problem.of(
            "Template error: Encountered unsupported function: %s Supported functions are: [%s]"
                .formatted(name, supported),
            path,
            place)
        .because(reason(name));
  }

  private static String reason(String name) {
    return switch (name) {
      case "Fn::Transform" -> "transforms and macros are not supported here";
      case "Fn::Length", "Fn::ToJsonString" ->
          "AWS knows it with the transform AWS::LanguageExtensions, which is not supported here";
      default -> {
        if (name.startsWith("Fn::ForEach")) {
          yield "AWS knows it with the transform AWS::LanguageExtensions, which is not supported"
              + " here";
        }
        yield Spelling.hint(
            name, Arrays.stream(Function.values()).map(Function::fullName).toList());
      }
    };
  }

  private static void refuseDynamic(Node.Text text, String path) {
    if (text.text().contains("{{resolve:")) {
      throw Problem.of(
              "Dynamic references are not supported here: " + text.text(), path, text.place())
          .because("use a parameter of type AWS::SSM::Parameter::Value<String>")
          .thrown();
    }
  }
}
