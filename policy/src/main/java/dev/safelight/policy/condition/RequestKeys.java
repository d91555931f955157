package dev.safelight.policy.condition;

import dev.safelight.policy.match.Key;
import dev.safelight.policy.match.Variables;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The condition keys of a request, as conditions and variables read them.
public interface RequestKeys extends Variables {
  /// All values of a key; empty when the request does not have it.
  List<String> values(Key key);

  /// The value of a key that has exactly one and is not of the kind that may have several; null for
  /// every other. Nearly every condition asks for nothing else, so it makes no list and no option.
  @Nullable String only(Key key);

  @Override
  default Optional<String> valueOf(Key key) {
    return Optional.ofNullable(only(key));
  }
}
