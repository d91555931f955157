package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Access;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The condition keys that S3 makes of a request: present only where the request has the value. See
/// AWS: "Actions, resources, and condition keys for Amazon S3".
final class RequestKeys {
  private final Map<String, List<String>> keys = new LinkedHashMap<>();

  RequestKeys with(String key, @Nullable Object value) {
    if (value != null) {
      keys.put(key, List.of(value.toString()));
    }
    return this;
  }

  RequestKeys withTags(Map<String, String> tags) {
    new TreeMap<>(tags).forEach((key, value) -> with("s3:RequestObjectTag/" + key, value));
    if (!tags.isEmpty()) {
      keys.put("s3:RequestObjectTagKeys", List.copyOf(new TreeMap<>(tags).keySet()));
    }
    return this;
  }

  Access on(String action, String resource) {
    return new Access(action, resource, keys);
  }
}
