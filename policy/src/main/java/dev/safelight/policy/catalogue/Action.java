package dev.safelight.policy.catalogue;

import java.util.List;
import java.util.Set;

/// An action of a service, such as `s3:GetObject`; immutable.
///
/// `resourceTypes` is empty where the action knows no resource and a policy must write `*`. `keys`
/// are those that the action or its resources bring beside the global ones.
public record Action(
    String service,
    String name,
    Set<AccessLevel> levels,
    List<ResourceType> resourceTypes,
    Set<ConditionKey> keys) {
  public Action {
    levels = Set.copyOf(levels);
    resourceTypes = List.copyOf(resourceTypes);
    keys = Set.copyOf(keys);
  }

  /// As a policy writes it.
  public String spelling() {
    return service + ":" + name;
  }

  /// Whether one of the action's resources can match what a policy writes in `Resource`.
  public boolean canFit(String pattern, boolean variables) {
    return resourceTypes.stream().anyMatch(type -> type.canFit(pattern, variables));
  }
}
