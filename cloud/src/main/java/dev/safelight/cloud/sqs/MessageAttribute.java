package dev.safelight.cloud.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// What a message carries beside its body. See AWS: "Amazon SQS message metadata".
///
/// @param type such as `String`, `Number.int`, `Binary`
/// @param value as it was sent; of a binary one, its base64
record MessageAttribute(String type, String value) {
  private static final int MOST = 10;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,256}");
  private static final Pattern OWN = Pattern.compile("(?i)(aws|amazon)\\..*");
  private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..{1,249})?");

  boolean isBinary() {
    return type.startsWith("Binary");
  }

  byte[] bytes() {
    return isBinary() ? Base64.getDecoder().decode(value) : value.getBytes(UTF_8);
  }

  /// What it adds to a message's size, in bytes.
  int size(String name) {
    return name.getBytes(UTF_8).length + type.getBytes(UTF_8).length + bytes().length;
  }

  MessageAttributeValue shape() {
    var shape = MessageAttributeValue.builder().dataType(type);
    return (isBinary()
            ? shape.binaryValue(SdkBytes.fromByteArray(bytes()))
            : shape.stringValue(value))
        .build();
  }

  /// Those of a request.
  ///
  /// @throws dev.safelight.cloud.call.Fault naming the first that is not as AWS has them
  static Map<String, MessageAttribute> of(Map<String, MessageAttributeValue> shapes) {
    if (shapes.size() > MOST) {
      throw Faults.invalid(
          "Number of message attributes [%d] exceeds the allowed maximum [%d]."
              .formatted(shapes.size(), MOST));
    }
    var all = new LinkedHashMap<String, MessageAttribute>();
    shapes.forEach((name, shape) -> {
      requireName(name);
      all.put(
          name,
          of(
              name,
              shape.dataType(),
              shape.stringValue(),
              shape.binaryValue(),
              shape.hasStringListValues() || shape.hasBinaryListValues()));
    });
    return all;
  }

  private static void requireName(String name) {
    boolean dots = name.startsWith(".") || name.endsWith(".") || name.contains("..");
    if (!NAME.matcher(name).matches() || dots || OWN.matcher(name).matches()) {
      throw Faults.invalid("The message attribute name '%s' is invalid.".formatted(name));
    }
  }

  /// @param lists whether it has lists of values, which AWS has names for and does not take
  static MessageAttribute of(
      String name,
      @Nullable String type,
      @Nullable String text,
      @Nullable SdkBytes bytes,
      boolean lists) {
    if (type == null || type.isEmpty()) {
      throw Faults.invalid(
          "The message attribute '%s' must contain a non-empty message attribute type."
              .formatted(name));
    }
    if (!TYPE.matcher(type).matches()) {
      throw Faults.invalid(
          "The message attribute '%s' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String."
              .formatted(name));
    }
    if (lists) {
      throw Faults.invalid(
          "Message attribute list values in SendMessage operation are not supported.");
    }
    boolean binary = type.startsWith("Binary");
    var value =
        binary
            ? bytes == null ? "" : Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe())
            : text == null ? "" : text;
    if (value.isEmpty() || (binary ? text != null : bytes != null)) {
      throw Faults.invalid(
          "The message attribute '%s' must contain non-empty message attribute value for message attribute type '%s'."
              .formatted(name, type));
    }
    if (!binary && !MessageText.isTaken(value)) {
      throw MessageText.refused();
    }
    if (type.startsWith("Number") && !isNumber(value)) {
      throw Faults.invalid(
          "Can't cast the value of message (user) attribute '%s' to a number.".formatted(name));
    }
    return new MessageAttribute(type, value);
  }

  private static boolean isNumber(String text) {
    try {
      return text.length() <= 128 && new BigDecimal(text.strip()).precision() <= 128;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  /// As a column keeps them: the type, a blank, the value. A type has no blank in front.
  static String kept(Map<String, MessageAttribute> attributes) {
    var kept = new LinkedHashMap<String, String>();
    attributes.forEach((name, one) -> {
      kept.put("type " + name, one.type());
      kept.put("value " + name, one.value());
    });
    return Json.of(kept);
  }

  static Map<String, MessageAttribute> of(String kept) {
    var map = Json.map(kept);
    var all = new LinkedHashMap<String, MessageAttribute>();
    map.forEach((key, type) -> {
      if (key.startsWith("type ")) {
        var name = key.substring("type ".length());
        all.put(name, new MessageAttribute(type, map.getOrDefault("value " + name, "")));
      }
    });
    return all;
  }
}
