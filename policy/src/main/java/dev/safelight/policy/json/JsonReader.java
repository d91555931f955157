package dev.safelight.policy.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads one JSON text into a [Json] tree; stateless, safe from any thread.
///
/// Refuses what two readers could understand differently: a name written twice, text after the
/// value. Refuses what only an attacker writes: deep nesting, endless numbers, megabytes.
public final class JsonReader {
  /// Four times AWS's largest policy, and room for a case that carries many policies.
  private static final int LONGEST = 1 << 20;

  private static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 64;

  /// So many names are compared as quickly as looked up.
  private static final int FEW = 8;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Strangers' names are not worth keeping for the life of the process.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxStringLength(LONGEST)
                  .build())
          .build();

  private JsonReader() {}

  public static Json read(String text) throws MalformedJson {
    if (text.length() > LONGEST) {
      throw new MalformedJson(1, "longer than " + LONGEST + " characters");
    }
    try (var parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new MalformedJson(1, "empty text where JSON was expected");
      }
      var value = value(parser);
      if (parser.nextToken() != null) {
        throw new MalformedJson(line(parser), "text after the end of the JSON value");
      }
      return value;
    } catch (JsonProcessingException broken) {
      var place = broken.getLocation();
      throw new MalformedJson(
          place == null ? 1 : place.getLineNr(),
          "not JSON: " + mended(broken.getOriginalMessage()));
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from a string", impossible);
    }
  }

  private static Json value(JsonParser parser) throws IOException, MalformedJson {
    var line = line(parser);
    var token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(parser, line);
      case START_ARRAY -> array(parser, line);
      case VALUE_STRING -> new Json.Text(whole(parser.getText(), parser), line);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getText(), line);
      case VALUE_TRUE -> new Json.Bool(true, line);
      case VALUE_FALSE -> new Json.Bool(false, line);
      case VALUE_NULL -> new Json.Null(line);
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("Jackson gave " + token + " where a value begins");
    };
  }

  private static Json object(JsonParser parser, int line) throws IOException, MalformedJson {
    var members = new ArrayList<Json.Member>(FEW);
    var names = Set.<String>of();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = whole(parser.currentName(), parser);
      if (members.size() == FEW) {
        names =
            members.stream().map(Json.Member::name).collect(Collectors.toCollection(HashSet::new));
      }
      if (members.size() < FEW ? isAmong(members, name) : !names.add(name)) {
        throw new MalformedJson(line(parser), "the name \"" + name + "\" is written twice");
      }
      parser.nextToken();
      members.add(new Json.Member(name, value(parser)));
    }
    return new Json.Obj(members, line);
  }

  private static boolean isAmong(List<Json.Member> members, String name) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static Json array(JsonParser parser, int line) throws IOException, MalformedJson {
    List<Json> items = new ArrayList<>(FEW);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new Json.Arr(items, line);
  }

  /// Half of a surrogate pair is no character; what is written of it is read as another.
  private static String whole(String text, JsonParser parser) throws MalformedJson {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        // What is not half of a pair is a pair, whose second half is skipped.
        if (Character.isBmpCodePoint(text.codePointAt(i))) {
          throw new MalformedJson(line(parser), "half of a surrogate pair in a string");
        }
        i++;
      }
    }
    return text;
  }

  /// Jackson quotes what it does not understand up to some length, be it in the middle of a pair:
  /// whoever passes the reason on must be able to write it.
  private static String mended(String message) {
    return new String(message.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
