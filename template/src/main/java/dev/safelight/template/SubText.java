package dev.safelight.template;

import dev.safelight.template.document.Function;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import dev.safelight.template.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// [Function#SUB] said with [Function#JOIN], so that nobody else needs to know `${...}`.
///
/// `${Name}` is a variable of the second argument, else a `Ref`; `${Id.Attribute}` a `GetAtt`;
/// `${!Text}` the text `${Text}` itself.
public final class SubText {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:]+");

  private SubText() {}

  /// A join without a delimiter.
  public static Node.Call parse(Node.Call sub, String path) {
    var template = (Node.Text) sub.arguments().getFirst();
    var variables =
        sub.arguments().getLast() instanceof Node.Fields fields
            ? fields.map()
            : Map.<String, Node>of();
    var pieces = pieces(template, variables, path);
    return new Node.Call(
        Function.JOIN,
        new Node.Items(
            List.of(new Node.Text("", template.place()), new Node.Items(pieces, template.place())),
            template.place()),
        sub.place());
  }

  private static List<Node> pieces(Node.Text template, Map<String, Node> variables, String path) {
    var pieces = new ArrayList<Node>();
    var text = template.text();
    var place = template.place();
    var at = 0;
    for (var open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
      if (open > at) {
        pieces.add(new Node.Text(text.substring(at, open), place));
      }
      var close = text.indexOf('}', open);
      if (close < 0) {
        throw wrong("${ without } in " + text, path, place);
      }
      var name = text.substring(open + 2, close);
      pieces.add(
          name.startsWith("!")
              ? new Node.Text("${" + name.substring(1) + "}", place)
              : variable(name, variables, path, place));
      at = close + 1;
    }
    if (at < text.length()) {
      pieces.add(new Node.Text(text.substring(at), place));
    }
    return pieces;
  }

  private static Node variable(String name, Map<String, Node> variables, String path, Place place) {
    var given = variables.get(name);
    if (given != null) {
      return given;
    }
    if (!NAME.matcher(name).matches() || name.startsWith(".") || name.endsWith(".")) {
      throw wrong("${" + name + "}", path, place);
    }
    var dot = name.indexOf('.');
    if (dot < 0) {
      return new Node.Call(Function.REF, new Node.Text(name, place), place);
    }
    var pair =
        List.<Node>of(
            new Node.Text(name.substring(0, dot), place),
            new Node.Text(name.substring(dot + 1), place));
    return new Node.Call(Function.GET_ATT, new Node.Items(pair, place), place);
  }

  private static RuntimeException wrong(String what, String path, Place place) {
    return Problem.of(
            "Template error: variable names in Fn::Sub syntax must contain only alphanumeric"
                + " characters, underscores, periods, and colons",
            path,
            place)
        .because(what)
        .thrown();
  }
}
