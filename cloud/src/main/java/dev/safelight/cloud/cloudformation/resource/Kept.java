package dev.safelight.cloud.cloudformation.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/// Parts of an answer by their paths: `Role.Arn`, or `Versions.Version` for that of each member of
/// a list, with commas between. What an answer does not have is not kept.
public final class Kept {
  private Kept() {}

  public static Map<String, String> of(SdkPojo answer, List<String> paths) {
    var kept = new LinkedHashMap<String, String>();
    for (var path : paths) {
      var found = new ArrayList<String>();
      find(answer, List.of(path.split("\\.", -1)), found);
      if (!found.isEmpty()) {
        kept.put(path, String.join(",", found));
      }
    }
    return kept;
  }

  private static void find(@Nullable Object value, List<String> path, List<String> found) {
    switch (value) {
      case null -> {}
      case List<?> list -> list.forEach(each -> find(each, path, found));
      case SdkPojo shape when !path.isEmpty() ->
          member(shape, path.getFirst())
              .ifPresent(each -> find(each, path.subList(1, path.size()), found));
      default -> found.add(value.toString());
    }
  }

  private static Optional<Object> member(SdkPojo shape, String name) {
    return shape.sdkFields().stream()
        .filter(field -> field.memberName().equals(name))
        .findFirst()
        .map(field -> field.getValueOrDefault(shape));
  }
}
