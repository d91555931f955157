package dev.safelight.template.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// JSON (RFC 8259) into [Node]s, strictly: no name twice, nothing after the end.
final class JsonReader {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final String text;
  private int at;
  private int line = 1;
  private int lineBegin;

  private JsonReader(String text) {
    this.text = text;
  }

  static Node read(String text) {
    var reader = new JsonReader(text);
    reader.blanks();
    var node = reader.value(0);
    reader.blanks();
    if (reader.at < text.length()) {
      throw reader.wrong("text after the end of the value");
    }
    return node;
  }

  private Node value(int depth) {
    if (depth > Document.DEEPEST) {
      throw Document.tooDeep(place());
    }
    var place = place();
    return switch (peek()) {
      case '{' -> fields(place, depth);
      case '[' -> items(place, depth);
      case '"' -> new Node.Text(string(), place);
      case 't' -> word("true", new Node.Bool(true, place));
      case 'f' -> word("false", new Node.Bool(false, place));
      case 'n' -> word("null", new Node.Null(place));
      default -> number(place);
    };
  }

  private Node fields(Place place, int depth) {
    var list = new ArrayList<Node.Field>();
    var names = new HashSet<String>();
    at++;
    for (blanks(); peek() != '}'; ) {
      var where = place();
      if (peek() != '"') {
        throw wrong("expected a name in double quotes");
      }
      var name = string();
      if (!names.add(name)) {
        throw wrong("the name \"" + name + "\" stands twice in one object", where);
      }
      blanks();
      expect(':');
      blanks();
      list.add(new Node.Field(name, where, value(depth + 1)));
      more('}');
    }
    at++;
    return new Node.Fields(list, place);
  }

  private Node items(Place place, int depth) {
    var list = new ArrayList<Node>();
    at++;
    for (blanks(); peek() != ']'; ) {
      list.add(value(depth + 1));
      more(']');
    }
    at++;
    return new Node.Items(list, place);
  }

  /// Past a comma to the next member, or up to `end`.
  private void more(char end) {
    blanks();
    if (peek() != end) {
      expect(',');
      blanks();
      if (peek() == end) {
        throw wrong("a comma before " + end);
      }
    }
  }

  private String string() {
    var value = new StringBuilder();
    expect('"');
    while (true) {
      var c = peek();
      at++;
      switch (c) {
        case '"' -> {
          return value.toString();
        }
        case '\\' -> value.append(escape());
        default -> {
          if (c < ' ') {
            at--;
            throw wrong("a control character in a string");
          }
          value.append(c);
        }
      }
    }
  }

  private char escape() {
    var c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        if (at + 4 > text.length() || !isHex(text.substring(at, at + 4))) {
          throw wrong("expected four hexadecimal digits");
        }
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> throw wrong("an unknown escape");
    };
  }

  private static boolean isHex(String digits) {
    return digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }

  private Node number(Place place) {
    var matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw wrong("expected a value");
    }
    at = matcher.end();
    return new Node.Num(matcher.group(), place);
  }

  private Node word(String word, Node node) {
    if (!text.startsWith(word, at)) {
      throw wrong("expected a value");
    }
    at += word.length();
    return node;
  }

  private void blanks() {
    for (; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '\n' -> {
          line++;
          lineBegin = at + 1;
        }
        case ' ', '\t', '\r' -> {}
        default -> {
          return;
        }
      }
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("the text ends too early");
    }
    return text.charAt(at);
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw wrong("expected " + wanted);
    }
    at++;
  }

  private Place place() {
    return new Place(line, at - lineBegin + 1);
  }

  private InvalidTemplate wrong(String why) {
    return wrong(why, place());
  }

  private static InvalidTemplate wrong(String why, Place place) {
    var message = "Template format error: JSON not well-formed. (" + place + ")";
    return new InvalidTemplate(List.of(Problem.of(message, "", place).because(why)));
  }
}
