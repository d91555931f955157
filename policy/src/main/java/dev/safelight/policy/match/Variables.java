package dev.safelight.policy.match;

import java.util.Optional;

/// Where a policy variable such as `${aws:username}` finds its value.
@FunctionalInterface
public interface Variables {
  /// The value of a key that has exactly one; empty for an absent key and for a multivalued one,
  /// which AWS does not substitute.
  Optional<String> valueOf(Key key);
}
