package dev.safelight.cloud.ssm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of what is in the order of its keys. Its token says after which key the next one begins,
/// and grants nothing.
///
/// @param token null after the last page
record Page<T>(List<T> items, @Nullable String token) {
  Page {
    items = List.copyOf(items);
  }

  static <T> Page<T> of(List<T> sorted, Function<T, String> key, @Nullable String token, int most) {
    var after = token == null ? "" : read(token);
    var rest = sorted.stream().filter(item -> key.apply(item).compareTo(after) > 0).toList();
    var items = rest.subList(0, Math.min(most, rest.size()));
    return new Page<>(
        items,
        items.size() < rest.size()
            ? Base64.getUrlEncoder().encodeToString(key.apply(items.getLast()).getBytes(UTF_8))
            : null);
  }

  private static String read(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), UTF_8);
    } catch (IllegalArgumentException _) {
      throw Invalid.of("InvalidNextToken", "The specified token isn't valid.");
    }
  }
}
