package dev.safelight.cloud.safelight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.safelight.cloud.call.Fault;
import java.io.IOException;
import java.util.List;

/// The members of a request, read strictly: one that is not known is refused, never ignored.
record Input(JsonNode members) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @throws Fault `SerializationException` where it is no JSON object, `ValidationException` where
  ///   a member is not known
  static Input read(byte[] body, List<String> known) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (IOException broken) {
      throw new Fault(400, "SerializationException", "The request is no JSON.");
    }
    if (root == null || !root.isObject()) {
      throw new Fault(400, "SerializationException", "The request must be a JSON object.");
    }
    for (var member : root.properties()) {
      if (!known.contains(member.getKey())) {
        throw invalid(
            "unknown member \"%s\"; known are %s"
                .formatted(member.getKey(), String.join(", ", known)));
      }
    }
    return new Input(root);
  }

  /// Empty where absent.
  String text(String name) {
    var value = members.path(name);
    if (value.isMissingNode()) {
      return "";
    }
    if (!value.isTextual()) {
      throw invalid(name + " must be a string, was " + value);
    }
    return value.asText();
  }

  /// False where absent.
  boolean flag(String name) {
    var value = members.path(name);
    if (value.isMissingNode()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw invalid(name + " must be true or false, was " + value);
    }
    return value.asBoolean();
  }

  long number(String name, long least, long most, long absent) {
    var value = members.path(name);
    if (value.isMissingNode()) {
      return absent;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.asLong() < least
        || value.asLong() > most) {
      throw invalid("%s must be %d to %d, was %s".formatted(name, least, most, value));
    }
    return value.asLong();
  }

  static Fault invalid(String message) {
    return new Fault(400, "ValidationException", message);
  }
}
