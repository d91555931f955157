package dev.safelight.template.change;

import dev.safelight.template.Resource;
import dev.safelight.template.change.Change.Detail;
import dev.safelight.template.change.Change.Scope;
import dev.safelight.template.change.Change.Source;
import dev.safelight.template.document.Node;
import dev.safelight.template.schema.TypeSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/// Which properties of a resource say something else than before.
record PropertyDifference(TypeSchema schema, Causes causes) {
  List<Detail> between(Resource old, Resource now) {
    var paths = new ArrayList<String>();
    fields(old.properties(), now.properties(), "", paths);
    return paths.stream().map(this::detail).toList();
  }

  private Detail detail(String path) {
    var parts = Arrays.asList(path.split("/"));
    var property = parts.getFirst();
    var behind = causes.isSaidAsBefore(property) ? causes.of(property) : List.<String>of();
    return new Detail(
        Scope.PROPERTIES,
        path,
        schema.replaces(parts),
        behind.isEmpty() ? Source.DIRECT : Source.PARAMETER,
        behind);
  }

  private static void fields(Node.Fields old, Node.Fields now, String at, List<String> paths) {
    var names = new LinkedHashSet<String>();
    now.list().forEach(field -> names.add(field.name()));
    old.list().forEach(field -> names.add(field.name()));
    for (var name : names) {
      var one = old.get(name);
      var two = now.get(name);
      var path = at.isEmpty() ? name : at + '/' + name;
      if (one.isEmpty() || two.isEmpty()) {
        paths.add(path);
      } else if (one.get() instanceof Node.Fields before
          && two.get() instanceof Node.Fields after) {
        fields(before, after, path, paths);
      } else if (!one.get().says(two.get())) {
        paths.add(path);
      }
    }
  }
}
