package dev.safelight.cli.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Text that a terminal shows and does not obey. What callers sent stands in the trail as they sent
/// it, escape sequences included.
public final class Plain {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Plain() {}

  /// Text of which a terminal obeys nothing.
  public static String text(String sent) {
    var plain = new StringBuilder(sent.length());
    sent.codePoints()
        .forEach(point -> {
          if (isShown(point)) {
            plain.appendCodePoint(point);
          } else {
            plain.append("\\u%04x".formatted(point));
          }
        });
    return plain.toString();
  }

  /// Neither a control character nor one that turns the text round it about.
  private static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  static String text(JsonNode sent) {
    return text(sent.asText());
  }

  /// JSON over several lines.
  static List<String> lines(JsonNode json) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json).lines().toList();
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// JSON on one line, in ASCII, so that no terminal's or pipe's encoding can spoil it.
  public static String line(JsonNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(item -> texts.add(text(item)));
    return texts;
  }
}
