package dev.safelight.cloud.s3;

import java.util.Map;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/// Which objects a lifecycle rule is about: everything in it must hold. See AWS: "Lifecycle
/// configuration elements", Filter.
///
/// @param tags which an object must have, and may have others
/// @param over the size in bytes that it must exceed
/// @param under the size in bytes that it must stay below
record LifecycleFilter(String prefix, Map<String, String> tags, long over, long under) {
  private static final long NO_LEAST = -1;
  private static final long NO_MOST = Long.MAX_VALUE;

  LifecycleFilter {
    tags = Map.copyOf(tags);
  }

  static LifecycleFilter of(LifecycleRule rule) {
    var filter = rule.filter();
    if (filter == null) {
      return new LifecycleFilter(LifecycleReading.prefix(rule), Map.of(), NO_LEAST, NO_MOST);
    }
    var and = filter.and();
    if (and != null) {
      return new LifecycleFilter(
          Members.orEmpty(and.prefix()),
          Tags.map(and.tags()),
          and.objectSizeGreaterThan() == null ? NO_LEAST : and.objectSizeGreaterThan(),
          and.objectSizeLessThan() == null ? NO_MOST : and.objectSizeLessThan());
    }
    return new LifecycleFilter(
        Members.orEmpty(filter.prefix()),
        filter.tag() == null ? Map.of() : Tags.map(java.util.List.of(filter.tag())),
        filter.objectSizeGreaterThan() == null ? NO_LEAST : filter.objectSizeGreaterThan(),
        filter.objectSizeLessThan() == null ? NO_MOST : filter.objectSizeLessThan());
  }

  boolean hasTags() {
    return !tags.isEmpty();
  }

  boolean hasSize() {
    return over != NO_LEAST || under != NO_MOST;
  }

  boolean covers(String key, long size, Tags has) {
    return key.startsWith(prefix)
        && size > over
        && size < under
        && has.values().entrySet().containsAll(tags.entrySet());
  }
}
