package dev.safelight.cloud.cloudformation.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiFunction;

/// The tags of a resource: its stack's, and its own before them.
record Tags(SequencedMap<String, String> all) {
  static Tags of(Wanted wanted) {
    return of(wanted.tags(), new Properties(wanted.properties()).pairs("Tags"));
  }

  static Tags of(Standing standing) {
    return of(standing.tags(), new Properties(standing.properties()).pairs("Tags"));
  }

  static Tags of(Map<String, String> stack, Map<String, String> own) {
    var all = new LinkedHashMap<>(stack);
    all.putAll(own);
    return new Tags(all);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /// Those that `before` lacks or has with another value.
  Tags since(Tags before) {
    var put = new LinkedHashMap<String, String>();
    all.forEach((key, value) -> {
      if (!value.equals(before.all.get(key))) {
        put.put(key, value);
      }
    });
    return new Tags(put);
  }

  /// The keys of `before` that are no more.
  List<String> goneSince(Tags before) {
    return before.all.keySet().stream().filter(key -> !all.containsKey(key)).toList();
  }

  <T> List<T> as(BiFunction<String, String, T> shape) {
    return all.entrySet().stream().map(tag -> shape.apply(tag.getKey(), tag.getValue())).toList();
  }
}
