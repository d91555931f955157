package dev.safelight.policy.document;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/// Many principals, found by name; immutable.
final class Crowd extends AbstractList<Principal> implements RandomAccess {
  /// As many as are looked at as quickly as looked up.
  private static final int FEW = 8;

  private final List<Principal> all;

  /// Nobody writes to it any more. Not a [Map#copyOf], which compares texts wherever it looks:
  /// these are long and alike, and most names are not among them.
  private final Map<String, List<Principal>> named;

  private Crowd(List<Principal> all) {
    this.all = all;
    var named = new HashMap<String, List<Principal>>();
    for (var principal : all) {
      named.computeIfAbsent(Marks.name(principal), _ -> new ArrayList<>(1)).add(principal);
    }
    this.named = named;
  }

  static List<Principal> of(List<Principal> principals) {
    var all = List.copyOf(principals);
    return all.size() <= FEW ? all : new Crowd(all);
  }

  List<Principal> near(List<String> names) {
    var near = named.getOrDefault(Marks.ALL, List.of());
    for (int i = 0; i < names.size(); i++) {
      var more = named.getOrDefault(names.get(i), List.of());
      if (near.isEmpty()) {
        near = more;
      } else if (!more.isEmpty()) {
        near = new ArrayList<>(near);
        near.addAll(more);
      }
    }
    return near;
  }

  @Override
  public Principal get(int index) {
    return all.get(index);
  }

  @Override
  public int size() {
    return all.size();
  }
}
