package dev.safelight.template.resolve;

import dev.safelight.template.document.Node;
import dev.safelight.template.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The functions that only rules have. AWS: "Rule functions".
///
/// Attributes of what a parameter names (`Fn::ValueOf` of `Tags.x`) and all parameters of an AWS
/// type need services that are not here, and are refused by name.
record RuleFunctions(Map<String, ParameterValue> parameters, Evaluator evaluator) {
  Node value(Node.Call call, String path) {
    return switch (call.function()) {
      case CONTAINS -> {
        var value = text(call, 1, path);
        yield bool(call, list(call, 0, path).contains(value));
      }
      case EACH_MEMBER_EQUALS -> {
        var value = text(call, 1, path);
        yield bool(call, list(call, 0, path).stream().allMatch(value::equals));
      }
      case EACH_MEMBER_IN -> {
        var allowed = list(call, 1, path);
        yield bool(call, allowed.containsAll(list(call, 0, path)));
      }
      case REF_ALL -> all(call);
      case VALUE_OF, VALUE_OF_ALL ->
          throw Problem.of(
                  call.function().fullName()
                      + " is not supported here: it asks for attributes of"
                      + " VPCs, subnets and the like",
                  path,
                  call.place())
              .thrown();
      case REF,
          GET_ATT,
          SUB,
          JOIN,
          SELECT,
          SPLIT,
          IF,
          AND,
          OR,
          NOT,
          EQUALS,
          CONDITION,
          FIND_IN_MAP,
          IMPORT_VALUE,
          BASE64,
          CIDR,
          GET_AZS ->
          throw new IllegalStateException(call.function() + " is not only for rules");
    };
  }

  /// The values of all parameters of one type.
  private Node all(Node.Call call) {
    var type = call.argument() instanceof Node.Text(var text, _) ? text : "";
    var list = new ArrayList<Node>();
    for (var value : parameters.values()) {
      var own = value.parameter().type().text();
      if (own.equals(type) || own.equals("List<" + type + ">")) {
        value.values().forEach(each -> list.add(new Node.Text(each, call.place())));
      }
    }
    return new Node.Items(list, call.place());
  }

  private static Node bool(Node.Call call, boolean answer) {
    return new Node.Bool(answer, call.place());
  }

  private String text(Node.Call call, int index, String path) {
    var value = evaluator.value(call.arguments().get(index), path + '/' + index);
    return Functions.text(call, List.of(value), 0, path);
  }

  private List<String> list(Node.Call call, int index, String path) {
    var value = evaluator.value(call.arguments().get(index), path + '/' + index);
    return Functions.list(call, List.of(value), 0, path).stream()
        .map(each -> Functions.text(call, List.of(each), 0, path))
        .toList();
  }
}
