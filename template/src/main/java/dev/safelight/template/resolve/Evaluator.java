package dev.safelight.template.resolve;

import dev.safelight.template.SubText;
import dev.safelight.template.document.Function;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Works out what can be worked out of a value in a [Scope]; what has to wait stays a call.
///
/// One evaluator serves both phases: before there are resources most references wait, afterwards
/// none does. Evaluating its result again with more known gives what evaluating once would have.
final class Evaluator {
  private final Scope scope;

  Evaluator(Scope scope) {
    this.scope = scope;
  }

  Node value(Node node, String path) {
    return switch (node) {
      case Node.Scalar _, Node.Null _, Node.Absent _ -> node;
      case Node.Items(var list, var place) -> new Node.Items(values(list, path), place);
      case Node.Fields fields -> fields(fields, path);
      case Node.Call call -> call(call, path);
    };
  }

  Node.Fields fields(Node.Fields fields, String path) {
    var list = new ArrayList<Node.Field>();
    for (var field : fields.list()) {
      var value = value(field.value(), path + '/' + field.name());
      if (!(value instanceof Node.Absent)) {
        list.add(new Node.Field(field.name(), field.place(), value));
      }
    }
    return new Node.Fields(list, fields.place());
  }

  private List<Node> values(List<Node> list, String path) {
    var result = new ArrayList<Node>();
    for (int i = 0; i < list.size(); i++) {
      var value = value(list.get(i), path + '/' + i);
      if (!(value instanceof Node.Absent)) {
        result.add(value);
      }
    }
    return result;
  }

  boolean holds(Node condition, String path) {
    return switch (value(condition, path)) {
      case Node.Bool(var answer, _) -> answer;
      case Node other ->
          throw Problem.of(
                  "Template error: a condition must be true or false, not " + other.kind(),
                  path,
                  condition.place())
              .thrown();
    };
  }

  private Node call(Node.Call call, String path) {
    var at = path + '/' + call.function().fullName();
    return switch (call.function()) {
      case REF -> scope.ref(call, text(call.argument()), path);
      case GET_ATT -> attribute(call, at);
      case SUB -> substituted(call, at);
      case IF -> branch(call, at);
      case CONDITION -> new Node.Bool(scope.condition(text(call.argument()), path), call.place());
      case AND ->
          new Node.Bool(call.arguments().stream().allMatch(each -> holds(each, at)), call.place());
      case OR ->
          new Node.Bool(call.arguments().stream().anyMatch(each -> holds(each, at)), call.place());
      case NOT -> new Node.Bool(!holds(call.arguments().getFirst(), at), call.place());
      case FIND_IN_MAP -> mapping(call, at);
      case IMPORT_VALUE -> imported(call, at);
      case CONTAINS, EACH_MEMBER_EQUALS, EACH_MEMBER_IN, REF_ALL, VALUE_OF, VALUE_OF_ALL ->
          scope.rule(call, at);
      case SELECT -> select(call, at);
      case JOIN, SPLIT, EQUALS, BASE64, CIDR, GET_AZS -> applied(call, at);
    };
  }

  private Node substituted(Node.Call call, String at) {
    var variables = fields(SubText.variables(call, at), at);
    if (waits(variables)) {
      // With every variable given: the second phase knows no parameters.
      return call(call.function(), call, List.of(call.arguments().getFirst(), variables));
    }
    var values = new HashMap<String, String>();
    for (var variable : variables.list()) {
      if (!(variable.value() instanceof Node.Scalar scalar)) {
        throw Functions.wrong(
            call, "${" + variable.name() + "} is " + variable.value().kind() + ", no text", at);
      }
      values.put(variable.name(), scalar.text());
    }
    return SubText.filled(call, values, Functions.LONGEST, at);
  }

  private Node attribute(Node.Call call, String at) {
    var arguments = call.arguments();
    var attribute = value(arguments.getLast(), at + "/1");
    return attribute instanceof Node.Scalar known
        ? scope.attribute(call, text(arguments.getFirst()), known.text(), at)
        : call;
  }

  private Node branch(Node.Call call, String at) {
    var arguments = call.arguments();
    var index = scope.condition(text(arguments.getFirst()), at) ? 1 : 2;
    return value(arguments.get(index), at + '/' + index);
  }

  private Node mapping(Node.Call call, String at) {
    var names = values(call.arguments(), at);
    if (names.size() == 3 && names.stream().allMatch(each -> each instanceof Node.Scalar)) {
      return scope.mapping(call, text(names.get(0)), text(names.get(1)), text(names.get(2)), at);
    }
    throw Problem.of(
            "Template error: every Fn::FindInMap object requires three parameters, the map name,"
                + " map key and the attribute for return value",
            at,
            call.place())
        .thrown();
  }

  private Node imported(Node.Call call, String at) {
    if (value(call.argument(), at) instanceof Node.Scalar name) {
      return scope.imported(call, name.text(), at);
    }
    throw Problem.of(
            "Template error: the attribute in Fn::ImportValue must not depend on any resources,"
                + " imported values, or Fn::GetAZs",
            at,
            call.place())
        .thrown();
  }

  /// The one chosen may be known while others are not.
  private Node select(Node.Call call, String at) {
    var index = value(call.arguments().getFirst(), at + "/0");
    var list =
        call.arguments().getLast() instanceof Node.Items(var items, var place)
            ? new Node.Items(values(items, at + "/1"), place)
            : value(call.arguments().getLast(), at + "/1");
    if (index instanceof Node.Call || list instanceof Node.Call) {
      return call(call.function(), call, List.of(index, list));
    }
    return Functions.select(call, index, list, at);
  }

  private Node applied(Node.Call call, String at) {
    var isList = call.argument() instanceof Node.Items;
    var arguments = isList ? values(call.arguments(), at) : List.of(value(call.argument(), at));
    if (arguments.stream().anyMatch(Evaluator::waits)) {
      return isList
          ? call(call.function(), call, arguments)
          : new Node.Call(call.function(), arguments.getFirst(), call.place());
    }
    return call.function() == Function.GET_AZS
        ? scope.zones(call, Functions.text(call, arguments, 0, at))
        : Functions.apply(call, arguments, at);
  }

  private static Node.Call call(Function function, Node.Call call, List<Node> arguments) {
    return new Node.Call(
        function, new Node.Items(arguments, call.argument().place()), call.place());
  }

  /// Whether something in there has no answer yet.
  static boolean waits(Node node) {
    return switch (node) {
      case Node.Scalar _, Node.Null _, Node.Absent _ -> false;
      case Node.Items(var list, _) -> list.stream().anyMatch(Evaluator::waits);
      case Node.Fields(var list, _) -> list.stream().anyMatch(field -> waits(field.value()));
      case Node.Call _ -> true;
    };
  }

  private static String text(Node node) {
    return node instanceof Node.Scalar scalar ? scalar.text() : "";
  }
}
