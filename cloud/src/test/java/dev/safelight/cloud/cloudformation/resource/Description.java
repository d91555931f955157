package dev.safelight.cloud.cloudformation.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/// What services answer, as text, without what is another at each creation. (The shapes' own texts
/// leave out what might be secret, such as a function's variables.)
final class Description {
  private static final Set<String> DRAWN =
      Set.of(
          "RoleId",
          "UserId",
          "GroupId",
          "PolicyId",
          "CreateDate",
          "UpdateDate",
          "CreationDate",
          "creationTime",
          "storedBytes",
          "LastModified",
          "RevisionId",
          "UUID",
          "EventSourceMappingArn",
          "StateTransitionReason",
          "LastModifiedDate",
          "Version",
          "LastModifiedUser");

  private Description() {}

  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case SdkPojo shape ->
          shape.sdkFields().stream()
              .filter(field -> !DRAWN.contains(field.memberName()))
              .filter(field -> !isNothing(field, shape))
              .map(field -> field.memberName() + "=" + of(field.getValueOrDefault(shape)))
              .collect(Collectors.joining(", ", "{", "}"));
      case List<?> list -> list.stream().map(Description::of).toList().toString();
      case Map<?, ?> map -> new TreeMap<>(map).toString();
      default -> value.toString();
    };
  }

  private static boolean isNothing(SdkField<?> field, SdkPojo shape) {
    var value = field.getValueOrDefault(shape);
    return value == null
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }
}
