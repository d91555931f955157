package dev.safelight.cloud.protocol;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/// What the SDK's shapes say of themselves.
final class Shapes {
  private Shapes() {}

  /// The members that stand in the document.
  static List<SdkField<?>> inDocument(SdkPojo shape) {
    return shape.sdkFields().stream()
        .filter(field -> field.location() == MarshallLocation.PAYLOAD)
        .toList();
  }

  /// The member that is the whole payload, where the shape has one.
  static Optional<SdkField<?>> payload(SdkPojo shape) {
    for (var field : shape.sdkFields()) {
      if (field.containsTrait(PayloadTrait.class)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  /// A member's value; empty where it was never set.
  static Optional<Object> value(SdkField<?> field, SdkPojo shape) {
    return Optional.<Object>ofNullable(field.getValueOrDefault(shape))
        .filter(value ->
            !(value instanceof SdkAutoConstructList<?>)
                && !(value instanceof SdkAutoConstructMap<?, ?>));
  }

  /// A builder for the shape of a member, a list's member or a map's value.
  static SdkPojo builder(SdkField<?> field) {
    return field.constructor().get();
  }

  static Object build(SdkPojo builder) {
    if (builder instanceof Buildable buildable) {
      return buildable.build();
    }
    throw new IllegalArgumentException("not one of the SDK's builders: " + builder.getClass());
  }

  /// Whether the SDK knows an operation of the service that `shape` belongs to. Operations that AWS
  /// has and the environment lacks are told apart from those that nobody has.
  ///
  /// @param shape any class of the service's model package
  static boolean knows(Class<?> shape, String operation) {
    return operation.matches("[A-Za-z0-9]{1,128}")
        && shape.getResource(operation + "Request.class") != null;
  }
}
