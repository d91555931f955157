package dev.safelight.cloud.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.cloud.call.Header;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Request;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/// The members of a shape that stand outside its document: labels of the path, query parameters,
/// headers.
record HttpMembers(Complaint complaint) {
  /// Fills them into a builder.
  ///
  /// @param labels decoded parts of the path by name, such as `Bucket`
  void fill(SdkPojo builder, Request request, Map<String, String> labels) {
    var parameters = Parameters.all(request.query(), complaint);
    requireOnce(parameters, builder);
    for (var field : builder.sdkFields()) {
      switch (field.location()) {
        case HEADER -> header(field, builder, request.headers());
        case QUERY_PARAM -> {
          var values = parameters.get(field.locationName());
          if (values != null) {
            field.set(builder, parameter(field, values));
          }
        }
        case PATH, GREEDY_PATH -> {
          var text = labels.get(field.locationName());
          if (text != null) {
            field.set(builder, scalar(field, text));
          }
        }
        case PAYLOAD, STATUS_CODE -> {}
      }
    }
  }

  /// Only what is a list is given more than once, also of what no member reads.
  private void requireOnce(Map<String, List<String>> parameters, SdkPojo shape) {
    var lists =
        shape.sdkFields().stream()
            .filter(field -> field.location() == MarshallLocation.QUERY_PARAM)
            .filter(field -> field.containsTrait(ListTrait.class))
            .map(SdkField::locationName)
            .collect(Collectors.toSet());
    parameters.forEach((name, values) -> {
      if (!lists.contains(name)) {
        Parameters.only(name, values, complaint);
      }
    });
  }

  private Object parameter(SdkField<?> field, List<String> values) {
    return field
        .getOptionalTrait(ListTrait.class)
        .<Object>map(
            trait -> values.stream().map(value -> scalar(trait.memberFieldInfo(), value)).toList())
        .orElseGet(() -> scalar(field, values.getFirst()));
  }

  private Object scalar(SdkField<?> field, String text) {
    return Scalar.read(field, field.locationName(), text, Format.ISO_8601, complaint);
  }

  private void header(SdkField<?> field, SdkPojo builder, Headers headers) {
    if (field.containsTrait(MapTrait.class)) {
      field.set(builder, prefixed(field.locationName(), headers));
      return;
    }
    var lines = headers.all(field.locationName());
    if (lines.isEmpty()) {
      return;
    }
    if (field.containsTrait(ListTrait.class)) {
      field.set(builder, list(field.getRequiredTrait(ListTrait.class), lines));
      return;
    }
    if (lines.size() > 1) {
      throw complaint.of(field.locationName(), "this header may be given once");
    }
    var text = lines.getFirst().strip();
    boolean date = Scalar.format(field, Format.RFC_822) == Format.RFC_822 && isMoment(field);
    if (date && Times.read(text, Format.RFC_822).isEmpty()) {
      return; // RFC 9110, 13.1.3: a recipient ignores a date that is none. Expires may be any text.
    }
    field.set(builder, Scalar.read(field, field.locationName(), text, Format.RFC_822, complaint));
  }

  private static boolean isMoment(SdkField<?> field) {
    return field.marshallingType().getTargetClass() == java.time.Instant.class;
  }

  private List<Object> list(ListTrait trait, List<String> lines) {
    var items = new ArrayList<Object>();
    for (var line : lines) {
      for (var item : line.split(",", -1)) {
        items.add(
            Scalar.read(
                trait.memberFieldInfo(), "header", item.strip(), Format.RFC_822, complaint));
      }
    }
    return items;
  }

  private Map<String, String> prefixed(String prefix, Headers headers) {
    var map = new LinkedHashMap<String, String>();
    for (var line : headers.lines()) {
      var name = line.name().toLowerCase(Locale.ROOT);
      if (name.startsWith(prefix.toLowerCase(Locale.ROOT))) {
        // RFC 9110, 5.3: lines of one name are one list. S3 answers them so too.
        map.merge(
            name.substring(prefix.length()), line.value().strip(), (one, two) -> one + "," + two);
      }
    }
    return map;
  }

  /// A shape's headers.
  static List<Header> write(SdkPojo shape) {
    var lines = new ArrayList<Header>();
    for (var field : shape.sdkFields()) {
      if (field.location() == MarshallLocation.HEADER) {
        Shapes.value(field, shape).ifPresent(value -> write(field, value, lines));
      }
    }
    return lines;
  }

  private static void write(SdkField<?> field, Object value, List<Header> lines) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach((key, item) ->
              lines.add(new Header(field.locationName() + key, printable(String.valueOf(item)))));
      case List<?> list ->
          lines.add(
              new Header(
                  field.locationName(),
                  printable(String.join(",", list.stream().map(String::valueOf).toList()))));
      default -> {
        var text = printable(Scalar.write(field, value, Format.RFC_822));
        // Two members may stand for one header, such as Expires and ExpiresString.
        if (lines.stream().noneMatch(line -> line.name().equals(field.locationName()))) {
          lines.add(new Header(field.locationName(), text));
        }
      }
    }
  }

  /// What is not printable ASCII goes as an encoded word (RFC 2047), as S3 writes such metadata: a
  /// line end in a value would let one client write another's headers.
  private static String printable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~')
        ? text
        : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "?=";
  }
}
