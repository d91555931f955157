package dev.safelight.cloud.s3;

import software.amazon.awssdk.core.SdkPojo;

/// Members of the SDK's shapes by AWS's name, for shapes that share members and no type.
final class Members {
  private Members() {}

  /// @throws IllegalStateException where the shape has no such member
  static void set(SdkPojo builder, String name, Object value) {
    builder.sdkFields().stream()
        .filter(field -> field.memberName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(builder.getClass() + " has no " + name))
        .set(builder, value);
  }
}
