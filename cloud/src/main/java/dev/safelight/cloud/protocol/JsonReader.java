package dev.safelight.cloud.protocol;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.safelight.cloud.call.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/// JSON into shapes, without a tree between: a function's code is one string of some 70 MB. A
/// member that the shape does not have is refused, a `null` is a member that was not sent. See AWS:
/// Smithy "AWS JSON 1.1 protocol".
final class JsonReader {
  /// Lambda takes 50 MB of zipped code, which base64 makes a third longer.
  private static final int LONGEST_STRING = 72 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(48)
                  .maxStringLength(LONGEST_STRING)
                  .maxNumberLength(64)
                  .maxNameLength(4096)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final Complaint COMPLAINT =
      (member, problem) -> new Fault(400, "ValidationException", member + ": " + problem);

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /// Fills an object into a builder; nothing at all is an empty object.
  static void fill(SdkPojo builder, byte[] body) {
    if (body.length == 0) {
      return;
    }
    try (var parser = JSON.createParser(body)) {
      parser.nextToken();
      new JsonReader(parser).object(builder, "");
      if (parser.nextToken() != null) {
        throw unreadable("nothing may follow the first value");
      }
    } catch (JsonProcessingException broken) {
      throw unreadable(String.valueOf(broken.getOriginalMessage()));
    } catch (IOException impossible) {
      throw new UncheckedIOException("bytes in memory cannot be read", impossible);
    }
  }

  private static Fault unreadable(String problem) {
    return new Fault(400, "SerializationException", "The body is not readable JSON: " + problem);
  }

  private void object(SdkPojo builder, String path) throws IOException {
    expect(JsonToken.START_OBJECT, path, "an object");
    var members =
        Shapes.inDocument(builder).stream()
            .collect(Collectors.toMap(SdkField::locationName, Function.identity()));
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      var where = path.isEmpty() ? name : path + "." + name;
      var field = members.get(name);
      if (field == null) {
        throw COMPLAINT.of(where, "this member is not known here");
      }
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        field.set(builder, value(field, where));
      }
    }
  }

  private Object value(SdkField<?> field, String path) throws IOException {
    return switch (field.marshallingType().getKnownType()) {
      case SDK_POJO -> {
        var builder = Shapes.builder(field);
        object(builder, path);
        yield Shapes.build(builder);
      }
      case LIST -> list(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), path);
      case MAP -> map(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), path);
      case STRING -> {
        expect(JsonToken.VALUE_STRING, path, "a string");
        yield scalar(field, path);
      }
      case SDK_BYTES -> {
        expect(JsonToken.VALUE_STRING, path, "a string");
        yield bytes(path);
      }
      case BOOLEAN -> {
        if (!parser.currentToken().isBoolean()) {
          throw wrong(path, "true or false");
        }
        yield parser.getBooleanValue();
      }
      case INSTANT -> {
        boolean number = Scalar.format(field, Format.UNIX_TIMESTAMP).name().startsWith("UNIX");
        if (number != parser.currentToken().isNumeric() || !parser.currentToken().isScalarValue()) {
          throw wrong(path, number ? "a number" : "a string");
        }
        yield scalar(field, path);
      }
      case INTEGER, LONG, SHORT, BYTE, FLOAT, DOUBLE, BIG_DECIMAL -> {
        if (!parser.currentToken().isNumeric()) {
          throw wrong(path, "a number");
        }
        yield scalar(field, path);
      }
      case NULL, DOCUMENT -> throw COMPLAINT.of(path, "this member is not read here");
    };
  }

  private Object scalar(SdkField<?> field, String path) throws IOException {
    return Scalar.read(field, path, parser.getText(), Format.UNIX_TIMESTAMP, COMPLAINT);
  }

  /// Decoded while it is read: a package of 50 MB is never a string.
  private SdkBytes bytes(String path) throws IOException {
    try {
      return SdkBytes.fromByteArrayUnsafe(parser.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS));
    } catch (JsonProcessingException broken) {
      throw COMPLAINT.of(path, "base64 is expected: " + broken.getOriginalMessage());
    }
  }

  private List<Object> list(SdkField<?> member, String path) throws IOException {
    expect(JsonToken.START_ARRAY, path, "a list");
    var list = new ArrayList<Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(member, path + "[" + list.size() + "]"));
    }
    return list;
  }

  private Map<String, Object> map(SdkField<?> value, String path) throws IOException {
    expect(JsonToken.START_OBJECT, path, "an object");
    var map = new LinkedHashMap<String, Object>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var key = parser.currentName();
      parser.nextToken();
      map.put(key, value(value, path + "." + key));
    }
    return map;
  }

  private void expect(JsonToken token, String path, String wanted) {
    if (parser.currentToken() != token) {
      throw wrong(path, wanted);
    }
  }

  private Fault wrong(String path, String wanted) {
    var token = parser.currentToken();
    return COMPLAINT.of(
        path.isEmpty() ? "body" : path,
        wanted + " is expected, was " + (token == null ? "nothing" : words(token)));
  }

  private static String words(JsonToken token) {
    return switch (token) {
      case START_OBJECT, END_OBJECT, FIELD_NAME -> "an object";
      case START_ARRAY, END_ARRAY -> "a list";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "nothing";
    };
  }
}
