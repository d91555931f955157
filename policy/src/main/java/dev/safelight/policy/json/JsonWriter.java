package dev.safelight.policy.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/// Writes a [Json] tree on one line; what it writes, [JsonReader] reads back. Stateless.
public final class JsonWriter {
  private JsonWriter() {}

  public static String write(Json json) {
    var out = new StringBuilder();
    write(json, out);
    return out.toString();
  }

  private static void write(Json json, StringBuilder out) {
    switch (json) {
      case Json.Obj(var members, _) -> {
        var separator = "{";
        for (var member : members) {
          out.append(separator);
          quote(member.name(), out);
          out.append(':');
          write(member.value(), out);
          separator = ",";
        }
        out.append(members.isEmpty() ? "{}" : "}");
      }
      case Json.Arr(var items, _) -> {
        var separator = "[";
        for (var item : items) {
          out.append(separator);
          write(item, out);
          separator = ",";
        }
        out.append(items.isEmpty() ? "[]" : "]");
      }
      case Json.Text(var value, _) -> quote(value, out);
      case Json.Num(var text, _) -> out.append(text);
      case Json.Bool(var value, _) -> out.append(value);
      case Json.Null(_) -> out.append("null");
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }
}
