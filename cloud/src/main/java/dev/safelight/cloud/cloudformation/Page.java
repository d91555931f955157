package dev.safelight.cloud.cloudformation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a list, and the token of the next one.
///
/// @param next null where this is the last: absent in the answer
record Page<T>(List<T> list, @Nullable String next) {
  static final int MOST = 100;

  static <T> Page<T> of(List<T> all, @Nullable String token) {
    int from = (int) Math.min(number(token, 0), all.size());
    int to = Math.min(all.size(), from + MOST);
    return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
  }

  static long number(@Nullable String token, long otherwise) {
    if (token == null || token.isEmpty()) {
      return otherwise;
    }
    if (!token.matches("[0-9]{1,18}")) {
      throw Faults.validation("The NextToken is not one of this operation.");
    }
    return Long.parseLong(token);
  }
}
