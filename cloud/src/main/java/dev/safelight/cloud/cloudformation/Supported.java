package dev.safelight.cloud.cloudformation;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/// What can be asked for: what would not be obeyed is refused by name.
final class Supported {
  private static final int MOST_TAGS = 50;

  private Supported() {}

  /// @param members the request's own spelling: `StackName`
  static void requireOnly(SdkPojo request, Set<String> members) {
    for (var field : request.sdkFields()) {
      var value = field.getValueOrDefault(request);
      if (value != null && !isEmpty(value) && !members.contains(field.memberName())) {
        throw Faults.validation(field.memberName() + " is not supported here.");
      }
    }
  }

  private static boolean isEmpty(Object value) {
    return switch (value) {
      case Collection<?> list -> list.isEmpty();
      case Boolean flag -> !flag;
      case RollbackConfiguration configuration ->
          configuration.rollbackTriggers().isEmpty()
              && configuration.monitoringTimeInMinutes() == null;
      default -> false;
    };
  }

  static void tags(Collection<Tag> tags) {
    if (tags.size() > MOST_TAGS) {
      throw Faults.validation("A stack can have at most " + MOST_TAGS + " tags.");
    }
    var keys = new java.util.HashSet<String>();
    for (var tag : tags) {
      var key = Names.required(tag.key(), "tags.key");
      if (tag.value() == null || key.length() > 128 || tag.value().length() > 256) {
        throw Faults.validation(
            "The tag " + key + " must have a key of 1 to 128 and a value of 0 to 256 characters.");
      }
      if (key.startsWith("aws:")) {
        throw Faults.validation("aws: prefixed tag key names are not allowed for external use.");
      }
      // Also where only their case differs: aws:RequestTag/KEY, by which policies read them, is
      // one.
      if (!keys.add(key.toLowerCase(Locale.ROOT))) {
        throw Faults.validation("Duplicate tag keys are not allowed: " + key);
      }
    }
  }
}
