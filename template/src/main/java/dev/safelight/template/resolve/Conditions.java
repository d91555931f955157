package dev.safelight.template.resolve;

import dev.safelight.template.References;
import dev.safelight.template.References.Reference;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// The order in which conditions can be decided, each after those it asks: five hundred that ask
/// each other in a row would be too deep for calls within calls.
final class Conditions {
  private Conditions() {}

  /// Conditions that ask each other in a circle are an [InvalidTemplate].
  static List<String> order(SequencedMap<String, Node> conditions) {
    var asks = new LinkedHashMap<String, SequencedSet<String>>();
    conditions.forEach((name, node) -> asks.put(name, asked(node)));
    var askedBy = new LinkedHashMap<String, List<String>>();
    var open = new LinkedHashMap<String, Integer>();
    var ready = new ArrayDeque<String>();
    asks.forEach((name, others) -> {
      open.put(name, others.size());
      others.forEach(other -> askedBy.computeIfAbsent(other, _ -> new ArrayList<>()).add(name));
      if (others.isEmpty()) {
        ready.add(name);
      }
    });
    var order = new ArrayList<String>();
    while (!ready.isEmpty()) {
      var name = ready.remove();
      order.add(name);
      for (var other : askedBy.getOrDefault(name, List.of())) {
        if (open.merge(other, -1, Integer::sum) == 0) {
          ready.add(other);
        }
      }
    }
    if (order.size() < conditions.size()) {
      throw circular(conditions, asks, order);
    }
    return order;
  }

  private static SequencedSet<String> asked(Node node) {
    var names = new LinkedHashSet<String>();
    for (var reference : References.of(node)) {
      if (reference instanceof Reference.Condition(var name, _)) {
        names.add(name);
      }
    }
    return names;
  }

  /// From any that cannot be decided, along those that cannot either, until one comes again.
  private static InvalidTemplate circular(
      SequencedMap<String, Node> conditions,
      Map<String, SequencedSet<String>> asks,
      List<String> decided) {
    var trail = new ArrayList<String>();
    var at = first(conditions.keySet(), decided);
    while (!trail.contains(at)) {
      trail.add(at);
      at = first(asks.getOrDefault(at, new LinkedHashSet<>()), decided);
    }
    var cycle = trail.subList(trail.indexOf(at), trail.size());
    var node = conditions.get(at);
    return Problem.of(
            "Circular dependency between conditions: [%s]".formatted(String.join(", ", cycle)),
            "Conditions/" + at,
            node == null ? conditions.firstEntry().getValue().place() : node.place())
        .thrown();
  }

  private static String first(Iterable<String> names, List<String> decided) {
    for (var name : names) {
      if (!decided.contains(name)) {
        return name;
      }
    }
    throw new IllegalStateException("what cannot be decided asks something that cannot");
  }
}
