package dev.safelight.policy.condition;

import dev.safelight.policy.match.Key;
import dev.safelight.policy.match.Variables;
import java.util.List;

/// The condition keys of a request, as conditions and variables read them.
public interface RequestKeys extends Variables {
  /// All values of a key; empty when the request does not have it.
  List<String> values(Key key);

  /// Whether the key is of the kind that may have several values, whatever it has now.
  boolean isMultivalued(Key key);
}
