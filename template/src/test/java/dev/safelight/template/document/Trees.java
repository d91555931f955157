package dev.safelight.template.document;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random trees and how YAML says them.
public final class Trees {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "Yes",
          "null",
          "012",
          "a: b",
          "- x",
          "#",
          "\"",
          "'",
          "\\",
          "é\uD83D\uDE00",
          "line\nbreak\n",
          " lead",
          "trail ",
          "\t",
          "{}",
          "!Ref x",
          "&a",
          "*a",
          "%",
          "@",
          "`",
          "1e5",
          "${A}",
          "\u0085",
          "\u2028",
          "\u007f");

  private Trees() {}

  public static Node.Fields fields(RandomGenerator random, int depth) {
    var list = new ArrayList<Node.Field>();
    var count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      list.add(
          new Node.Field(
              i + TEXTS.get(random.nextInt(TEXTS.size())), Place.NOWHERE, node(random, depth - 1)));
    }
    return new Node.Fields(list, Place.NOWHERE);
  }

  private static Node node(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> Node.text(TEXTS.get(random.nextInt(TEXTS.size())));
      case 1 -> new Node.Num(Integer.toString(random.nextInt(-1000, 1000)), Place.NOWHERE);
      case 2 -> new Node.Bool(random.nextBoolean(), Place.NOWHERE);
      case 3 -> new Node.Null(Place.NOWHERE);
      case 4 -> fields(random, depth);
      default -> {
        var list = new ArrayList<Node>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(node(random, depth - 1));
        }
        yield new Node.Items(list, Place.NOWHERE);
      }
    };
  }

  /// In block style, with the short forms of functions.
  public static String yaml(Node node) {
    var out = new StringBuilder();
    yaml(node, 0, out);
    return out.toString();
  }

  private static void yaml(Node node, int indent, StringBuilder out) {
    switch (node) {
      case Node.Fields(var list, _) when !list.isEmpty() -> {
        var only = list.getFirst();
        var function = list.size() == 1 ? Function.named(only.name()) : null;
        if (function != null && function.isPresent() && function.get() != Function.CONDITION) {
          out.append(function.get().shortName()).append(' ');
          yaml(only.value(), indent, out);
          return;
        }
        for (var field : list) {
          line(indent, out).append(Document.json(Node.text(field.name()))).append(": ");
          yaml(field.value(), indent + 1, out);
        }
      }
      case Node.Items(var list, _) when !list.isEmpty() -> {
        for (var item : list) {
          line(indent, out).append("- ");
          yaml(item, indent + 1, out);
        }
      }
      case Node.Scalar _, Node.Null _, Node.Absent _, Node.Items _, Node.Fields _, Node.Call _ ->
          out.append(Document.json(node));
    }
  }

  private static StringBuilder line(int indent, StringBuilder out) {
    return out.append('\n').append(" ".repeat(indent));
  }
}
