package dev.safelight.cloud.cloudformation.resource;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Puts the property paths of a type together.
final class Paths {
  private Paths() {}

  static Set<String> of(Set<String> some, String... others) {
    var all = new HashSet<>(some);
    all.addAll(List.of(others));
    return Set.copyOf(all);
  }

  /// `outer`, and what is inside it.
  static Set<String> inside(String outer, String... inner) {
    var all = new HashSet<String>();
    all.add(outer);
    for (var name : inner) {
      all.add(outer + '.' + name);
    }
    return Set.copyOf(all);
  }
}
