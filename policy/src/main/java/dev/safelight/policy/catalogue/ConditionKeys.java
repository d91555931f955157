package dev.safelight.policy.catalogue;

import dev.safelight.policy.match.Wildcard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Condition keys, found by what a policy writes; immutable.
final class ConditionKeys {
  private record Template(Wildcard pattern, ConditionKey key) {}

  private final Map<String, ConditionKey> exact = new HashMap<>();
  private final List<Template> templates = new ArrayList<>();
  private final List<String> names;

  ConditionKeys(List<ConditionKey> keys) {
    for (var key : keys) {
      if (key.isTemplate()) {
        templates.add(new Template(key.pattern(), key));
      } else {
        exact.put(key.name().toLowerCase(Locale.ROOT), key);
      }
    }
    names = keys.stream().map(ConditionKey::name).toList();
  }

  Optional<ConditionKey> find(String name) {
    var found = exact.get(name.toLowerCase(Locale.ROOT));
    if (found != null) {
      return Optional.of(found);
    }
    return templates.stream()
        .filter(template -> template.pattern().matches(name))
        .map(Template::key)
        .findFirst();
  }

  List<String> names() {
    return names;
  }
}
