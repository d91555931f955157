package dev.safelight.cloud.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a list. See AWS: "IAM API Reference", `MaxItems` and `Marker`.
///
/// @param marker where the next page begins; empty for the last one
record Page<T>(List<T> items, String marker) {
  private static final int USUAL = 100;

  Page {
    items = List.copyOf(items);
  }

  boolean isTruncated() {
    return !marker.isEmpty();
  }

  /// The marker as a shape's member: absent on the last page.
  @Nullable String next() {
    return isTruncated() ? marker : null;
  }

  /// The page after a marker.
  ///
  /// @param all sorted by `key`
  /// @param after the marker of the page before
  static <T> Page<T> of(
      List<T> all, Function<T, String> key, @Nullable Integer most, @Nullable String after) {
    int size = most == null ? USUAL : Checks.between(most, 1, 1000, "MaxItems");
    var rest =
        after == null
            ? all
            : all.stream().filter(item -> key.apply(item).compareTo(decoded(after)) > 0).toList();
    var items = rest.subList(0, Math.min(size, rest.size()));
    return new Page<>(items, rest.size() > size ? encoded(key.apply(items.getLast())) : "");
  }

  private static String encoded(String key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
  }

  private static String decoded(String marker) {
    try {
      return new String(Base64.getUrlDecoder().decode(marker), UTF_8);
    } catch (IllegalArgumentException _) {
      throw Faults.validation("Invalid Marker.");
    }
  }
}
