package dev.safelight.template;

import dev.safelight.template.document.Function;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Problem;

/// What each function's argument must look like, before anything is known of its values; the
/// messages are AWS's where a person has quoted them.
final class Shapes {
  private Shapes() {}

  static void check(Node.Call call, String path) {
    if (!fits(call)) {
      throw Problem.of(message(call.function()), path, call.place()).thrown();
    }
    if (call.function() == Function.SUB) {
      var _ = SubText.variables(call, path); // its own complaints are better
    }
  }

  private static boolean fits(Node.Call call) {
    var arguments = call.arguments();
    var isList = call.argument() instanceof Node.Items;
    return switch (call.function()) {
      case REF, CONDITION -> call.argument() instanceof Node.Text(var name, _) && !name.isEmpty();
      case GET_ATT ->
          isList
              && arguments.size() == 2
              && arguments.getFirst() instanceof Node.Text(var id, _)
              && !id.isEmpty()
              && (arguments.getLast() instanceof Node.Text(var attribute, _)
                  ? !attribute.isEmpty()
                  : isReference(arguments.getLast()));
      case SUB ->
          call.argument() instanceof Node.Text
              || (isList
                  && arguments.size() == 2
                  && arguments.getFirst() instanceof Node.Text
                  && arguments.getLast() instanceof Node.Fields);
      case JOIN ->
          isList
              && arguments.size() == 2
              && arguments.getFirst() instanceof Node.Text
              && isListOrCall(arguments.getLast());
      case SELECT ->
          isList
              && arguments.size() == 2
              && isScalarOrCall(arguments.getFirst())
              && isListOrCall(arguments.getLast());
      case SPLIT ->
          isList
              && arguments.size() == 2
              && arguments.getFirst() instanceof Node.Text(var delimiter, _)
              && !delimiter.isEmpty()
              && isScalarOrCall(arguments.getLast());
      case IF -> isList && arguments.size() == 3 && arguments.getFirst() instanceof Node.Text;
      case AND, OR ->
          isList
              && arguments.size() >= 2
              && arguments.size() <= 10
              && arguments.stream().allMatch(Shapes::isCondition);
      case NOT -> isList && arguments.size() == 1 && isCondition(arguments.getFirst());
      case EQUALS ->
          isList && arguments.size() == 2 && arguments.stream().allMatch(Shapes::isScalarOrCall);
      case FIND_IN_MAP ->
          isList && arguments.size() == 3 && arguments.stream().allMatch(Shapes::isScalarOrCall);
      case IMPORT_VALUE, BASE64, GET_AZS -> isScalarOrCall(call.argument());
      case CIDR -> isList && (arguments.size() == 2 || arguments.size() == 3);
      case CONTAINS, EACH_MEMBER_IN -> isList && arguments.size() == 2;
      case EACH_MEMBER_EQUALS ->
          isList && arguments.size() == 2 && isScalarOrCall(arguments.getLast());
      case REF_ALL -> call.argument() instanceof Node.Text;
      case VALUE_OF, VALUE_OF_ALL ->
          isList
              && arguments.size() == 2
              && arguments.stream().allMatch(each -> each instanceof Node.Text);
    };
  }

  private static String message(Function function) {
    var name = function.fullName();
    return switch (function) {
      case REF -> "Template format error: every Ref object must have a single String value.";
      case CONDITION ->
          "Template format error: every Condition object must have a single String value.";
      case GET_ATT ->
          "Template error: every Fn::GetAtt object requires two non-empty parameters, the resource"
              + " name and the resource attribute";
      case SUB ->
          "Template error: One or more Fn::Sub intrinsic functions don't specify expected"
              + " arguments. Specify a string as first argument, and an optional second argument to"
              + " specify a mapping of values to replace in the string";
      case JOIN ->
          "Template error: every Fn::Join object requires two parameters, (1) a string delimiter"
              + " and (2) a list of strings to be joined or a function that returns a list of"
              + " strings (such as Fn::GetAZs) to be joined.";
      case SELECT ->
          "Template error: Fn::Select requires a list argument with two elements: an integer index"
              + " and a list";
      case SPLIT ->
          "Template error: every Fn::Split object requires two parameters, (1) a string delimiter"
              + " and (2) a string to be split or a function that returns a string to be split.";
      case IF -> "Template error: Fn::If requires a list argument with three elements";
      case AND, OR ->
          "Template error: every %s object requires a list of at least 2 and at most 10 boolean parameters."
              .formatted(name);
      case NOT -> "Template error: every Fn::Not object requires one boolean parameter.";
      case EQUALS ->
          "Template error: every Fn::Equals object requires a list of 2 string parameters.";
      case FIND_IN_MAP ->
          "Template error: every Fn::FindInMap object requires three parameters, the map name, map"
              + " key and the attribute for return value";
      case BASE64, IMPORT_VALUE, GET_AZS, REF_ALL ->
          "Template error: every %s object must have a String-typed value.".formatted(name);
      case CIDR ->
          "Template error: every Fn::Cidr object requires two or three parameters, an IP block, the"
              + " number of CIDRs and the number of subnet bits";
      case CONTAINS, EACH_MEMBER_EQUALS, EACH_MEMBER_IN, VALUE_OF, VALUE_OF_ALL ->
          "Template error: every %s object requires two parameters".formatted(name);
    };
  }

  private static boolean isReference(Node node) {
    return node instanceof Node.Call call && call.function() == Function.REF;
  }

  private static boolean isCondition(Node node) {
    return node instanceof Node.Call(var function, _, _) && function.isCondition();
  }

  private static boolean isListOrCall(Node node) {
    return node instanceof Node.Items || node instanceof Node.Call;
  }

  private static boolean isScalarOrCall(Node node) {
    return node instanceof Node.Scalar || node instanceof Node.Call;
  }
}
