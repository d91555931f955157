package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/// What an object's writer said about it and every reader gets back: `Content-Type` and its like,
/// and the user's own metadata. Kept by the SDK's member name (`ContentType`, `Metadata`), which
/// requests and responses share. See AWS: "Working with object metadata".
///
/// @param members `ContentType`, `CacheControl`, ... as text
/// @param metadata `x-amz-meta-*` without the prefix
record Kept(Map<String, String> members, Map<String, String> metadata) {
  private static final java.util.List<String> NAMES =
      java.util.List.of(
          "CacheControl",
          "ContentDisposition",
          "ContentEncoding",
          "ContentLanguage",
          "ContentType",
          "Expires");
  private static final String META = "meta-";
  private static final int LARGEST = 2048;

  Kept {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /// @param shape a request that writes an object
  /// @throws Fault `MetadataTooLarge` over 2 KB
  static Kept of(SdkPojo shape) {
    var members = new LinkedHashMap<String, String>();
    members.put("ContentType", "binary/octet-stream");
    var metadata = new LinkedHashMap<String, String>();
    for (var field : shape.sdkFields()) {
      var value = field.getValueOrDefault(shape);
      if (NAMES.contains(field.memberName()) && value != null) {
        var text = text(field, value.toString());
        if (!text.isEmpty()) {
          members.put(field.memberName(), text);
        }
      } else if (field.memberName().equals("Metadata") && value instanceof Map<?, ?> map) {
        map.forEach((key, one) -> metadata.put(key.toString(), one.toString()));
      }
    }
    long size =
        metadata.entrySet().stream()
            .mapToLong(one -> utf8(one.getKey()) + utf8(one.getValue()))
            .sum();
    if (size > LARGEST) {
      throw new Fault(
          400,
          "MetadataTooLarge",
          "Your metadata headers exceed the maximum allowed metadata size",
          Map.of("Size", Long.toString(size), "MaxSizeAllowed", Integer.toString(LARGEST)));
    }
    return new Kept(members, metadata);
  }

  /// `aws-chunked` says how the bytes came, not what they are.
  private static String text(SdkField<?> field, String value) {
    return field.memberName().equals("ContentEncoding")
        ? Arrays.stream(value.split(",", -1))
            .map(String::strip)
            .filter(coding -> !coding.equalsIgnoreCase("aws-chunked"))
            .collect(Collectors.joining(","))
        : value;
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Writes everything into a response's members.
  ///
  /// @param instead what a reader wants to see instead, by member name
  <B extends SdkPojo> B into(B builder, Map<String, String> instead) {
    var shown = new LinkedHashMap<>(members);
    shown.putAll(instead);
    for (var field : builder.sdkFields()) {
      var value = shown.get(field.memberName());
      if (value != null) {
        field.set(builder, typed(field, value));
      } else if (field.memberName().equals("Metadata")) {
        field.set(builder, metadata);
      }
    }
    return builder;
  }

  private static @Nullable Object typed(SdkField<?> field, String value) {
    return field.marshallingType().getTargetClass().equals(Instant.class)
        ? Instant.parse(value)
        : value;
  }

  String json() {
    var all = new LinkedHashMap<>(members);
    metadata.forEach((key, value) -> all.put(META + key, value));
    return Json.of(all);
  }

  static Kept ofJson(String json) {
    var members = new LinkedHashMap<String, String>();
    var metadata = new LinkedHashMap<String, String>();
    Json.map(json)
        .forEach((key, value) -> {
          if (key.startsWith(META)) {
            metadata.put(key.substring(META.length()), value);
          } else {
            members.put(key, value);
          }
        });
    return new Kept(members, metadata);
  }
}
