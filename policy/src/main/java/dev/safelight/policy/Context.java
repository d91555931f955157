package dev.safelight.policy;

import dev.safelight.policy.condition.RequestKeys;
import dev.safelight.policy.match.Key;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The condition keys of a request and their values; immutable.
///
/// Names ignore case. A key without values is an absent key. A key is multivalued when it was
/// declared so or has several values.
public final class Context implements RequestKeys {
  private static final Context EMPTY = new Context(Map.of(), Set.of());

  private final Map<Key, List<String>> values;
  private final Set<Key> multivalued;

  /// Nobody writes to the map and the set any more.
  private Context(Map<Key, List<String>> values, Set<Key> multivalued) {
    this.values = values;
    this.multivalued = multivalued;
  }

  public static Context empty() {
    return EMPTY;
  }

  /// Refuses a map that spells one key twice.
  public static Context of(Map<String, ? extends Collection<String>> values) {
    var all = new HashMap<Key, List<String>>();
    var many = Set.<Key>of();
    for (var entry : values.entrySet()) {
      var key = Key.of(entry.getKey());
      var given = List.copyOf(entry.getValue());
      if (!given.isEmpty() && all.put(key, given) != null) {
        throw new IllegalArgumentException("the key " + entry.getKey() + " is given twice");
      }
      if (given.size() > 1) {
        many = many.isEmpty() ? new HashSet<>() : many;
        many.add(key);
      }
    }
    return new Context(all, many);
  }

  /// This context with one key set; no values remove it.
  public Context with(String key, String... values) {
    return put(key, List.of(values), false);
  }

  /// This context with a key that may have several values, whatever it has now.
  public Context withMultivalued(String key, Collection<String> values) {
    return put(key, values, true);
  }

  private Context put(String name, Collection<String> value, boolean several) {
    var key = Key.of(name);
    var all = new HashMap<>(values);
    var many = new HashSet<>(multivalued);
    all.remove(key);
    many.remove(key);
    if (!value.isEmpty()) {
      all.put(key, List.copyOf(value));
    }
    if (several || value.size() > 1) {
      many.add(key);
    }
    return new Context(all, many);
  }

  @Override
  public List<String> values(Key key) {
    return values.getOrDefault(key, List.of());
  }

  @Override
  public boolean isMultivalued(Key key) {
    return multivalued.contains(key);
  }

  @Override
  public Optional<String> valueOf(Key key) {
    var all = values(key);
    return all.size() == 1 && !isMultivalued(key) ? Optional.of(all.getFirst()) : Optional.empty();
  }

  /// The keys that have values, spelt as they were given.
  public Set<Key> keys() {
    return Collections.unmodifiableSet(values.keySet());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Context that
        && values.equals(that.values)
        && multivalued.equals(that.multivalued);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
