package dev.safelight.template.resolve;

import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// The functions that only look at their arguments.
final class Functions {
  /// Of a text that a function makes: `Fn::Join` of joins doubles with each level.
  static final int LONGEST = 4 << 20;

  private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

  private Functions() {}

  static Node apply(Node.Call call, List<Node> arguments, String path) {
    return switch (call.function()) {
      case JOIN -> join(call, arguments, path);
      case SPLIT -> split(call, arguments, path);
      case EQUALS -> new Node.Bool(equal(call, arguments, path), call.place());
      case BASE64 ->
          new Node.Text(
              Base64.getEncoder()
                  .encodeToString(text(call, arguments, 0, path).getBytes(StandardCharsets.UTF_8)),
              call.place());
      case CIDR -> Cidr.split(call, arguments, path);
      case REF,
          GET_ATT,
          SUB,
          SELECT,
          IF,
          AND,
          OR,
          NOT,
          CONDITION,
          FIND_IN_MAP,
          IMPORT_VALUE,
          GET_AZS,
          CONTAINS,
          EACH_MEMBER_EQUALS,
          EACH_MEMBER_IN,
          REF_ALL,
          VALUE_OF,
          VALUE_OF_ALL ->
          throw new IllegalStateException(call.function() + " looks at more than its arguments");
    };
  }

  private static Node join(Node.Call call, List<Node> arguments, String path) {
    var delimiter = text(call, arguments, 0, path);
    var joined = new StringBuilder();
    var first = true;
    for (var item : list(call, arguments, 1, path)) {
      if (!(item instanceof Node.Scalar scalar)) {
        throw wrong(call, "only texts can be joined, not " + item.kind(), path);
      }
      joined.append(first ? "" : delimiter).append(scalar.text());
      first = false;
      if (joined.length() > LONGEST) {
        throw wrong(call, "the text becomes longer than " + LONGEST, path);
      }
    }
    return new Node.Text(joined.toString(), call.place());
  }

  private static Node split(Node.Call call, List<Node> arguments, String path) {
    var parts =
        text(call, arguments, 1, path).split(Pattern.quote(text(call, arguments, 0, path)), -1);
    var list = new ArrayList<Node>();
    for (var part : parts) {
      list.add(new Node.Text(part, call.place()));
    }
    return new Node.Items(list, call.place());
  }

  private static boolean equal(Node.Call call, List<Node> arguments, String path) {
    if (arguments.size() != 2) {
      throw wrong(call, "two values are compared", path);
    }
    return arguments.getFirst().says(arguments.getLast());
  }

  static Node select(Node.Call call, Node index, Node list, String path) {
    if (!(index instanceof Node.Scalar number)
        || !INDEX.matcher(number.text()).matches()
        || !(list instanceof Node.Items(var items, _))) {
      throw Problem.of(
              "Template error: Fn::Select requires a list argument with two elements: an integer"
                  + " index and a list",
              path,
              call.place())
          .thrown();
    }
    var at = Integer.parseInt(number.text());
    if (at >= items.size()) {
      throw Problem.of(
              "Template error: Fn::Select cannot select nonexistent value at index " + at,
              path,
              call.place())
          .thrown();
    }
    return items.get(at);
  }

  static String text(Node.Call call, List<Node> arguments, int index, String path) {
    if (index < arguments.size() && arguments.get(index) instanceof Node.Scalar scalar) {
      return scalar.text();
    }
    throw wrong(call, "expected a string", path);
  }

  static List<Node> list(Node.Call call, List<Node> arguments, int index, String path) {
    if (index < arguments.size() && arguments.get(index) instanceof Node.Items(var list, _)) {
      return list;
    }
    throw wrong(call, "expected a list", path);
  }

  static InvalidTemplate wrong(Node.Call call, String why, String path) {
    return Problem.of(
            "Template error: %s: %s".formatted(call.function().fullName(), why), path, call.place())
        .thrown();
  }
}
