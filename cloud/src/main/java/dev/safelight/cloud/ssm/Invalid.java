package dev.safelight.cloud.ssm;

import dev.safelight.cloud.call.Fault;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/// What is refused.
final class Invalid {
  private Invalid() {}

  static Fault request(String message) {
    return new Fault(400, "ValidationException", message);
  }

  static Fault of(String code, String message) {
    return new Fault(400, code, message);
  }

  static Fault member(@Nullable Object value, String member, String constraint) {
    return request(
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must %s"
            .formatted(value, member, constraint));
  }

  /// How many results a page may have.
  static int most(@Nullable Integer asked, int largest) {
    if (asked == null) {
      return largest;
    }
    if (asked < 1) {
      throw member(asked, "maxResults", "have value greater than or equal to 1");
    }
    if (asked > largest) {
      throw member(asked, "maxResults", "have value less than or equal to " + largest);
    }
    return asked;
  }

  /// Refuses by name what a request asks for and nobody would act on.
  ///
  /// @param members the names of what is acted on
  static void requireOnly(SdkPojo shape, Set<String> members) {
    for (var field : shape.sdkFields()) {
      if (!members.contains(field.memberName()) && !isNothing(field.getValueOrDefault(shape))) {
        throw request(
            "%s is not supported by this environment (in %s)"
                .formatted(field.memberName(), shape.getClass().getSimpleName()));
      }
    }
  }

  private static boolean isNothing(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case Boolean flag -> !flag;
      case Collection<?> all -> all.isEmpty();
      case Map<?, ?> all -> all.isEmpty();
      case String text -> text.isEmpty();
      default -> false;
    };
  }
}
