package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Fault;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.EphemeralStorage;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.SnapStart;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.TracingConfig;
import software.amazon.awssdk.services.lambda.model.TracingMode;

/// Refuses by name what a request asks for and nobody would act on: a setting that is silently
/// ignored is a promise that is broken later.
final class Supported {
  /// Values that say what is so anyway.
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          "PackageType", PackageType.ZIP.toString(),
          "TracingConfig", TracingConfig.builder().mode(TracingMode.PASS_THROUGH).build(),
          "EphemeralStorage", EphemeralStorage.builder().size(512).build(),
          "SnapStart", SnapStart.builder().applyOn(SnapStartApplyOn.NONE).build());

  private Supported() {}

  /// @param members the names of what is acted on
  static void require(SdkPojo shape, Set<String> members) {
    for (var field : shape.sdkFields()) {
      var name = field.memberName();
      var value = value(field, shape);
      if (!members.contains(name)
          && !isNothing(value)
          && !Objects.equals(DEFAULTS.get(name), value)) {
        throw new Fault(
            400,
            "InvalidParameterValueException",
            "%s is not supported by this environment (in %s)"
                .formatted(name, shape.getClass().getSimpleName()));
      }
    }
  }

  private static @Nullable Object value(SdkField<?> field, SdkPojo shape) {
    return field.getValueOrDefault(shape);
  }

  /// Clients send empty lists and structures for what they do not use.
  private static boolean isNothing(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> text.isEmpty();
      case Boolean flag -> !flag;
      case Collection<?> all -> all.isEmpty();
      case Map<?, ?> all -> all.isEmpty();
      case SdkPojo part ->
          part.sdkFields().stream().allMatch(field -> isNothing(value(field, part)));
      default -> false;
    };
  }
}
