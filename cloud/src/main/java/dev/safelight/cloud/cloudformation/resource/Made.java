package dev.safelight.cloud.cloudformation.resource;

import java.util.Map;

/// What a resource answers once it is there.
///
/// @param physicalId what stacks list; `Ref` gives `ref`, nearly always the same
/// @param attributes what `GetAtt` gives, by name
public record Made(String physicalId, String ref, Map<String, String> attributes) {
  public Made {
    attributes = Map.copyOf(attributes);
  }

  public static Made of(String physicalId, Map<String, String> attributes) {
    return new Made(physicalId, physicalId, attributes);
  }
}
