package dev.safelight.template;

import dev.safelight.template.document.Function;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import dev.safelight.template.document.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The text of a [Function#SUB], so that nobody else needs to know `${...}`.
///
/// `${Name}` is a variable of the second argument, else a `Ref`; `${Id.Attribute}` a `GetAtt`;
/// `${!Text}` the text `${Text}` itself.
public final class SubText {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:]+");

  private SubText() {}

  /// What each variable stands for, once however often it is used: a variable that is a `Sub` which
  /// uses one twice, and so on, would otherwise double with each level.
  public static Node.Fields variables(Node.Call sub, String path) {
    var text = text(sub);
    var place = text.place();
    var given =
        sub.arguments().getLast() instanceof Node.Fields fields
            ? fields.map()
            : Map.<String, Node>of();
    var all = new LinkedHashMap<>(given);
    for (var piece : pieces(text, path)) {
      if (piece.isVariable()) {
        all.computeIfAbsent(piece.text(), name -> reference(name, path, place));
      }
    }
    var list = new ArrayList<Node.Field>();
    all.forEach((name, node) -> list.add(new Node.Field(name, place, node)));
    return new Node.Fields(list, place);
  }

  /// The text with each variable's value in its place, at most `longest` characters.
  public static Node.Text filled(
      Node.Call sub, Map<String, String> values, int longest, String path) {
    var filled = new StringBuilder();
    for (var piece : pieces(text(sub), path)) {
      filled.append(piece.isVariable() ? values.getOrDefault(piece.text(), "") : piece.text());
      if (filled.length() > longest) {
        throw Problem.of(
                "Template error: Fn::Sub: the text becomes longer than " + longest,
                path,
                sub.place())
            .thrown();
      }
    }
    return new Node.Text(filled.toString(), sub.place());
  }

  private static Node.Text text(Node.Call sub) {
    if (sub.arguments().getFirst() instanceof Node.Text text) {
      return text;
    }
    throw new IllegalStateException("the shape of Fn::Sub was checked");
  }

  private record Piece(String text, boolean isVariable) {}

  private static List<Piece> pieces(Node.Text template, String path) {
    var pieces = new ArrayList<Piece>();
    var text = template.text();
    var at = 0;
    for (var open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
      if (open > at) {
        pieces.add(new Piece(text.substring(at, open), false));
      }
      var close = text.indexOf('}', open);
      if (close < 0) {
        throw wrong("${ without } in " + text, path, template.place());
      }
      var name = text.substring(open + 2, close);
      pieces.add(
          name.startsWith("!")
              ? new Piece("${" + name.substring(1) + "}", false)
              : new Piece(name, true));
      at = close + 1;
    }
    if (at < text.length()) {
      pieces.add(new Piece(text.substring(at), false));
    }
    return pieces;
  }

  private static Node reference(String name, String path, Place place) {
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

  private static InvalidTemplate wrong(String what, String path, Place place) {
    return Problem.of(
            "Template error: variable names in Fn::Sub syntax must contain only alphanumeric"
                + " characters, underscores, periods, and colons",
            path,
            place)
        .because(what)
        .thrown();
  }
}
