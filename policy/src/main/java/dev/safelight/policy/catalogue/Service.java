package dev.safelight.policy.catalogue;

import dev.safelight.policy.match.Wildcard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A service's actions and condition keys; immutable.
public final class Service {
  private final String prefix;
  private final ConditionKeys keys;
  private final List<ResourceType> resourceTypes;
  private final Map<String, Action> actions = new LinkedHashMap<>();

  Service(
      String prefix,
      List<ConditionKey> keys,
      List<ResourceType> resourceTypes,
      List<Action> actions) {
    this.prefix = prefix;
    this.keys = new ConditionKeys(keys);
    this.resourceTypes = List.copyOf(resourceTypes);
    actions.forEach(action -> this.actions.put(action.name().toLowerCase(Locale.ROOT), action));
  }

  public String prefix() {
    return prefix;
  }

  public List<ResourceType> resourceTypes() {
    return resourceTypes;
  }

  public List<Action> actions() {
    return List.copyOf(actions.values());
  }

  /// An action by its name without prefix, upper and lower case aside.
  public Optional<Action> action(String name) {
    return Optional.ofNullable(actions.get(name.toLowerCase(Locale.ROOT)));
  }

  /// The actions that a pattern such as `s3:Get*` means.
  public List<Action> matching(Wildcard pattern) {
    return actions.values().stream().filter(action -> pattern.matches(action.spelling())).toList();
  }

  /// A condition key that some action of the service knows, by a policy's spelling such as
  /// `s3:ExistingObjectTag/project`.
  public Optional<ConditionKey> key(String name) {
    return keys.find(name);
  }

  List<String> keyNames() {
    return keys.names();
  }
}
