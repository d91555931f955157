package dev.safelight.template.document;

import java.util.Iterator;
import java.util.List;

/// A tree as JSON on one line, calls by their full names; reading it gives the same tree.
final class JsonPrinter {
  private final StringBuilder out = new StringBuilder();

  private JsonPrinter() {}

  static String print(Node node) {
    var printer = new JsonPrinter();
    printer.node(node);
    return printer.out.toString();
  }

  private void node(Node node) {
    switch (node) {
      case Node.Text(var text, _) -> string(text);
      case Node.Num(var text, _) -> out.append(text);
      case Node.Bool(var value, _) -> out.append(value);
      case Node.Null _ -> out.append("null");
      case Node.Absent _ -> node(reference());
      case Node.Items(var list, _) -> {
        out.append('[');
        for (var each = list.iterator(); each.hasNext(); comma(each)) {
          node(each.next());
        }
        out.append(']');
      }
      case Node.Fields(var list, _) -> fields(list);
      case Node.Call(var function, var argument, var place) ->
          fields(List.of(new Node.Field(function.fullName(), place, argument)));
    }
  }

  private static Node reference() {
    return new Node.Call(Function.REF, Node.text("AWS::NoValue"), Place.NOWHERE);
  }

  private void fields(List<Node.Field> list) {
    out.append('{');
    for (var each = list.iterator(); each.hasNext(); comma(each)) {
      var field = each.next();
      string(field.name());
      out.append(':');
      node(field.value());
    }
    out.append('}');
  }

  private void comma(Iterator<?> rest) {
    if (rest.hasNext()) {
      out.append(',');
    }
  }

  private void string(String text) {
    out.append('"');
    text.chars()
        .forEach(c -> {
          switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
              // Lone halves of a pair too: they would not survive being written as UTF-8.
              if (c < ' ' || Character.isSurrogate((char) c)) {
                out.append("\\u%04x".formatted(c));
              } else {
                out.append((char) c);
              }
            }
          }
        });
    out.append('"');
  }
}
