package dev.safelight.policy;

import dev.safelight.policy.condition.RequestKeys;
import dev.safelight.policy.match.Key;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The condition keys of a request and their values; immutable.
///
/// Names ignore case. A key without values is an absent key. A key is multivalued when it was
/// declared so or has several values.
public final class Context implements RequestKeys {
  /// The values of a multivalued key.
  private record Several(List<String> values) {}

  private static final Context EMPTY = new Context(0);

  /// Keys, each followed by its value: a text or [Several]; nothing where no key is. A key stands
  /// at its hash or behind it, and at least half of the places are free. In one piece, for what a
  /// decision costs is mostly waiting for memory. Nobody writes to it once the context is out.
  private final @Nullable Object[] places;

  private Context(int keys) {
    // The power of two behind twice as many keys, and two places for each.
    places = new @Nullable Object[2 * (Integer.highestOneBit(2 * keys + 1) << 1)];
  }

  public static Context empty() {
    return EMPTY;
  }

  /// Refuses a map that spells one key twice.
  public static Context of(Map<String, ? extends Collection<String>> values) {
    var context = new Context(values.size());
    for (var entry : values.entrySet()) {
      var given = entry.getValue();
      if (!given.isEmpty() && context.put(Key.of(entry.getKey()), held(given, false)) != null) {
        throw new IllegalArgumentException("the key " + entry.getKey() + " is given twice");
      }
    }
    return context;
  }

  /// Where the map spells one key twice, the key has the values of both. With different values it
  /// is multivalued then: what asks for one value cannot be decided and fails closed (no Allow
  /// applies, every Deny does), and a Deny for any of several values sees each.
  public static Context joining(Map<String, ? extends Collection<String>> values) {
    var joined = new HashMap<Key, List<String>>();
    values.forEach((name, given) ->
        joined.merge(
            Key.of(name),
            List.copyOf(given),
            (some, more) -> Stream.concat(some.stream(), more.stream()).distinct().toList()));
    var context = new Context(joined.size());
    joined.forEach((key, given) -> {
      if (!given.isEmpty()) {
        context.put(key, held(given, false));
      }
    });
    return context;
  }

  /// This context with one key set; no values remove it.
  public Context with(String key, String... values) {
    return with(Key.of(key), List.of(values), false);
  }

  /// This context with a key that may have several values, whatever it has now.
  public Context withMultivalued(String key, Collection<String> values) {
    return with(Key.of(key), values, true);
  }

  private Context with(Key key, Collection<String> values, boolean several) {
    var all = asMap();
    // First, for the spelling of the name may be another one.
    all.remove(key);
    if (!values.isEmpty()) {
      all.put(key, held(values, several));
    }
    var context = new Context(all.size());
    all.forEach(context::put);
    return context;
  }

  private static Object held(Collection<String> values, boolean several) {
    var list = List.copyOf(values);
    return several || list.size() > 1 ? new Several(list) : list.getFirst();
  }

  /// What the key had before.
  private @Nullable Object put(Key key, Object value) {
    int at = place(key);
    var before = places[at + 1];
    places[at] = key;
    places[at + 1] = value;
    return before;
  }

  /// Where the key stands, or would stand.
  private int place(Key key) {
    int last = places.length - 1;
    int at = 2 * (key.hashCode() ^ key.hashCode() >>> 16) & last;
    for (var there = places[at]; there != null && !key.equals(there); there = places[at]) {
      at = at + 2 & last;
    }
    return at;
  }

  private @Nullable Object get(Key key) {
    return places[place(key) + 1];
  }

  @Override
  public List<String> values(Key key) {
    return switch (get(key)) {
      case null -> List.of();
      case Several several -> several.values();
      case Object one -> List.of((String) one);
    };
  }

  @Override
  public @Nullable String only(Key key) {
    return get(key) instanceof String one ? one : null;
  }

  /// The keys that have values.
  public Set<Key> keys() {
    return Set.copyOf(asMap().keySet());
  }

  /// Whether a key was declared to have several values, or has them.
  public boolean isMultivalued(Key key) {
    return get(key) instanceof Several;
  }

  private Map<Key, Object> asMap() {
    var all = new HashMap<Key, Object>();
    for (int at = 0; at < places.length; at += 2) {
      var value = places[at + 1];
      if (places[at] instanceof Key key && value != null) {
        all.put(key, value);
      }
    }
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Context that && asMap().equals(that.asMap());
  }

  @Override
  public int hashCode() {
    return asMap().hashCode();
  }

  @Override
  public String toString() {
    return asMap().toString();
  }
}
