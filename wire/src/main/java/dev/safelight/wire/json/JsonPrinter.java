package dev.safelight.wire.json;

import dev.safelight.wire.json.Json.Items;
import dev.safelight.wire.json.Json.Members;
import dev.safelight.wire.json.Json.Nothing;
import dev.safelight.wire.json.Json.Numeral;
import dev.safelight.wire.json.Json.Text;
import dev.safelight.wire.json.Json.Truth;

/// Prints JSON on one line that shows what it holds: a stranger's text can neither end the line nor
/// steer a terminal or the direction of writing, because whatever is invisible is escaped.
public final class JsonPrinter {
  private final StringBuilder text = new StringBuilder();

  private JsonPrinter() {}

  public static String print(Json json) {
    var printer = new JsonPrinter();
    printer.value(json);
    return printer.text.toString();
  }

  private void value(Json json) {
    switch (json) {
      case Members(var members) -> {
        var separator = "{";
        for (var member : members.entrySet()) {
          text.append(separator);
          string(member.getKey());
          text.append(':');
          value(member.getValue());
          separator = ",";
        }
        text.append(members.isEmpty() ? "{}" : "}");
      }
      case Items(var items) -> {
        var separator = "[";
        for (var item : items) {
          text.append(separator);
          value(item);
          separator = ",";
        }
        text.append(items.isEmpty() ? "[]" : "]");
      }
      case Text(var value) -> string(value);
      case Numeral(var literal) -> text.append(literal);
      case Truth(var value) -> text.append(value);
      case Nothing _ -> text.append("null");
    }
  }

  private void string(String value) {
    text.append('"');
    value
        .codePoints()
        .forEach(point -> {
          if (point == '"' || point == '\\') {
            text.append('\\').append((char) point);
          } else if (isVisible(point)) {
            text.appendCodePoint(point);
          } else {
            for (var unit : Character.toChars(point)) {
              text.append("\\u%04x".formatted((int) unit));
            }
          }
        });
    text.append('"');
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
