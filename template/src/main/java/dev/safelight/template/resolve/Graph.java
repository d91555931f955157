package dev.safelight.template.resolve;

import dev.safelight.template.References;
import dev.safelight.template.References.Reference;
import dev.safelight.template.Resource;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import dev.safelight.template.document.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/// Which resource needs which, and so the order in which they are made and removed; it has no
/// cycle. Immutable.
public final class Graph {
  /// That `from` needs `to`, and where that is said.
  public record Need(String from, String to, String why, Place place) {}

  private final SequencedMap<String, List<Need>> needs;
  private final SequencedMap<String, SequencedSet<String>> down = new LinkedHashMap<>();
  private final SequencedMap<String, SequencedSet<String>> up = new LinkedHashMap<>();

  private Graph(SequencedMap<String, List<Need>> needs) {
    this.needs = needs;
    for (var id : needs.keySet()) {
      down.put(id, new LinkedHashSet<>());
      up.put(id, new LinkedHashSet<>());
    }
    for (var list : needs.values()) {
      for (var need : list) {
        at(down, need.from()).add(need.to());
        at(up, need.to()).add(need.from());
      }
    }
  }

  private static SequencedSet<String> at(
      SequencedMap<String, SequencedSet<String>> sets, String id) {
    var set = sets.get(id);
    if (set == null) {
      throw new IllegalArgumentException("no resource " + id);
    }
    return set;
  }

  /// A cycle is an [InvalidTemplate] that names it in order.
  public static Graph of(Collection<Resource> resources) {
    var needs = new LinkedHashMap<String, List<Need>>();
    for (var resource : resources) {
      needs.put(resource.id(), List.of());
    }
    for (var resource : resources) {
      needs.put(
          resource.id(),
          needs(resource).stream().filter(need -> needs.containsKey(need.to())).toList());
    }
    var graph = new Graph(Collections.unmodifiableSequencedMap(needs));
    var cycle = graph.cycle();
    if (!cycle.isEmpty()) {
      throw circular(cycle);
    }
    return graph;
  }

  private static List<Need> needs(Resource resource) {
    var list = new ArrayList<Need>();
    for (var name : resource.dependsOn()) {
      list.add(new Need(resource.id(), name.text(), "DependsOn", name.place()));
    }
    for (var node : List.<Node>of(resource.properties(), resource.metadata())) {
      for (var reference : References.of(node)) {
        switch (reference) {
          case Reference.Ref(var name, var place) ->
              list.add(new Need(resource.id(), name, "Ref " + name, place));
          case Reference.Attribute(var id, var attribute, var place) ->
              list.add(new Need(resource.id(), id, "GetAtt " + id + '.' + attribute, place));
          case Reference.Condition _, Reference.Mapping _ -> {}
        }
      }
    }
    return list;
  }

  /// What must be there before `id` is made.
  public SequencedSet<String> needs(String id) {
    return Collections.unmodifiableSequencedSet(at(down, id));
  }

  /// What must be gone before `id` is removed.
  public SequencedSet<String> neededBy(String id) {
    return Collections.unmodifiableSequencedSet(at(up, id));
  }

  /// Each wave needs only what earlier ones made; its members can be made at the same time. To
  /// remove, from the last wave to the first.
  public List<List<String>> waves() {
    var waves = new ArrayList<List<String>>();
    var done = new LinkedHashSet<String>();
    while (done.size() < needs.size()) {
      var wave =
          needs.keySet().stream()
              .filter(id -> !done.contains(id) && done.containsAll(needs(id)))
              .toList();
      waves.add(wave);
      done.addAll(wave);
    }
    return waves;
  }

  private List<Need> cycle() {
    var done = new LinkedHashSet<String>();
    for (var id : needs.keySet()) {
      var cycle = cycle(id, new ArrayList<>(), new LinkedHashSet<>(), done);
      if (!cycle.isEmpty()) {
        return cycle;
      }
    }
    return List.of();
  }

  /// `trail`: the needs that led to `id`; at most as deep as there are resources (500).
  private List<Need> cycle(String id, List<Need> trail, Set<String> open, Set<String> done) {
    if (done.contains(id)) {
      return List.of();
    }
    open.add(id);
    for (var need : needs.getOrDefault(id, List.of())) {
      trail.addLast(need);
      if (open.contains(need.to())) {
        return trail.subList(begin(trail, need.to()), trail.size());
      }
      var found = cycle(need.to(), trail, open, done);
      if (!found.isEmpty()) {
        return found;
      }
      trail.removeLast();
    }
    open.remove(id);
    done.add(id);
    return List.of();
  }

  private static int begin(List<Need> trail, String id) {
    var begin = 0;
    while (!trail.get(begin).from().equals(id)) {
      begin++;
    }
    return begin;
  }

  private static InvalidTemplate circular(List<Need> cycle) {
    var names = cycle.stream().map(Need::from).toList();
    var steps =
        cycle.stream()
            .map(need ->
                "%s needs %s (%s, line %d)"
                    .formatted(need.from(), need.to(), need.why(), need.place().line()))
            .toList();
    return Problem.of(
            "Circular dependency between resources: [%s]".formatted(String.join(", ", names)),
            "Resources/" + names.getFirst(),
            cycle.getFirst().place())
        .because(String.join(", ", steps))
        .thrown();
  }
}
