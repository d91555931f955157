package dev.safelight.template.resolve;

import java.util.Optional;

/// What the resources that are there already answer. Empty: it has no such attribute.
public interface Attributes {
  /// What `Ref` gives: the physical id, usually.
  Optional<String> ref(String logicalId);

  /// What `GetAtt` gives.
  Optional<String> attribute(String logicalId, String attribute);
}
