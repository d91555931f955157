package dev.safelight.cloud.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/// Shapes into JSON: members that have no value are left out.
final class JsonWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonWriter() {}

  static byte[] write(SdkPojo shape) {
    return bytes(json -> object(json, shape));
  }

  /// An object of strings.
  static byte[] write(Map<String, String> members) {
    return bytes(json -> {
      json.writeStartObject();
      for (var member : members.entrySet()) {
        json.writeStringField(member.getKey(), member.getValue());
      }
      json.writeEndObject();
    });
  }

  @FunctionalInterface
  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    var out = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(out)) {
      writing.to(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot be written", impossible);
    }
    return out.toByteArray();
  }

  private static void object(JsonGenerator json, SdkPojo shape) throws IOException {
    json.writeStartObject();
    for (var field : Shapes.inDocument(shape)) {
      var value = Shapes.value(field, shape);
      if (value.isPresent()) {
        json.writeFieldName(field.locationName());
        value(json, field, value.get());
      }
    }
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, SdkField<?> field, Object value)
      throws IOException {
    switch (value) {
      case SdkPojo shape -> object(json, shape);
      case List<?> list -> {
        var member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        json.writeStartArray();
        for (var item : list) {
          value(json, member, item);
        }
        json.writeEndArray();
      }
      case Map<?, ?> map -> {
        var member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        json.writeStartObject();
        for (var entry : map.entrySet()) {
          json.writeFieldName(String.valueOf(entry.getKey()));
          value(json, member, entry.getValue());
        }
        json.writeEndObject();
      }
      case Instant moment -> {
        var format = Scalar.format(field, Format.UNIX_TIMESTAMP);
        var text = Times.write(moment, format);
        if (format.name().startsWith("UNIX")) {
          json.writeNumber(new BigDecimal(text));
        } else {
          json.writeString(text);
        }
      }
      case SdkBytes bytes -> json.writeBinary(bytes.asByteArrayUnsafe());
      case Boolean flag -> json.writeBoolean(flag);
      case Double number -> json.writeNumber(number);
      case Float number -> json.writeNumber(number);
      case Number number -> json.writeNumber(number.toString());
      default -> json.writeString(value.toString());
    }
  }
}
