package dev.safelight.cloud.s3;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/// Members of the SDK's shapes by AWS's name, for shapes that share members and no type.
final class Members {
  private Members() {}

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// A member's text; empty where it is absent. For members whose getter the SDK discourages.
  static String text(SdkPojo shape, String name) {
    return shape.sdkFields().stream()
        .filter(field -> field.memberName().equals(name))
        .map(field -> field.getValueOrDefault(shape))
        .filter(Objects::nonNull)
        .map(Object::toString)
        .findFirst()
        .orElse("");
  }

  /// @throws IllegalStateException where the shape has no such member
  static void set(SdkPojo builder, String name, Object value) {
    builder.sdkFields().stream()
        .filter(field -> field.memberName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(builder.getClass() + " has no " + name))
        .set(builder, value);
  }
}
