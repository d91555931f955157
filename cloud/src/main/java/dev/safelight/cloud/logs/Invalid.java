package dev.safelight.cloud.logs;

import dev.safelight.cloud.call.Fault;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/// Parameters that are refused.
final class Invalid {
  private Invalid() {}

  static Fault parameter(String message) {
    return new Fault(400, "InvalidParameterException", message);
  }

  static Fault member(String member, @Nullable String value, Pattern pattern) {
    return parameter(
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must satisfy regular expression pattern: %s"
            .formatted(value, member, pattern));
  }

  /// A number of events or streams that a request asks for.
  static int limit(@Nullable Integer asked, int most, int otherwise) {
    if (asked == null) {
      return otherwise;
    }
    if (asked < 1 || asked > most) {
      throw parameter(
          "1 validation error detected: Value '%d' at 'limit' failed to satisfy constraint: Member must have value between 1 and %d"
              .formatted(asked, most));
    }
    return asked;
  }

  /// Refuses by name what a request asks for and nobody would act on.
  ///
  /// @param members the names of what is acted on
  static void requireOnly(SdkPojo shape, Set<String> members) {
    for (var field : shape.sdkFields()) {
      if (!members.contains(field.memberName()) && !isNothing(field.getValueOrDefault(shape))) {
        throw parameter(
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
      // The class that every group has.
      case String text -> text.isEmpty() || text.equals("STANDARD");
      default -> false;
    };
  }
}
