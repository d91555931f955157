package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Tag;

/// What the creation of a user or a role needs: also the right to tag, where it is created with
/// tags, and policies can ask for its tags and its boundary.
final class Creating {
  private Creating() {}

  static List<Access> needs(
      IamOperation operation,
      Kind kind,
      @Nullable String path,
      String name,
      @Nullable String boundary,
      List<Tag> tags) {
    var resource = kind.arn(operation.account(), Checks.path(path), name);
    var keys = new LinkedHashMap<String, List<String>>();
    if (boundary != null) {
      keys.put("iam:PermissionsBoundary", List.of(Checks.policyArn(boundary)));
    }
    var tagging = requested(tags);
    keys.putAll(tagging);
    var needs = new ArrayList<Access>();
    needs.add(new Access("iam:" + operation.name(), resource, keys));
    if (!tags.isEmpty()) {
      needs.add(new Access("iam:Tag" + kind.capital(), resource, Map.copyOf(tagging)));
    }
    return needs;
  }

  /// The condition keys of a request that brings tags.
  static Map<String, List<String>> requested(List<Tag> tags) {
    var keys = new LinkedHashMap<String, List<String>>();
    for (var tag : tags) {
      keys.put("aws:RequestTag/" + tag.key(), List.of(tag.value()));
    }
    if (!tags.isEmpty()) {
      keys.put("aws:TagKeys", tags.stream().map(Tag::key).toList());
    }
    return keys;
  }
}
