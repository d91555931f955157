package dev.safelight.cloud.cloudformation;

import dev.safelight.template.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Where two sets of properties differ; a list differs as a whole.
final class Paths {
  private Paths() {}

  static List<List<String>> differing(Node.Fields before, Node.Fields after) {
    var paths = new ArrayList<List<String>>();
    fields(before, after, List.of(), paths);
    return paths;
  }

  private static void fields(
      Node.Fields before, Node.Fields after, List<String> at, List<List<String>> paths) {
    var names = new LinkedHashSet<String>();
    after.list().forEach(each -> names.add(each.name()));
    before.list().forEach(each -> names.add(each.name()));
    for (var name : names) {
      var path = new ArrayList<>(at);
      path.add(name);
      var one = before.get(name);
      var two = after.get(name);
      if (one.isEmpty() || two.isEmpty()) {
        paths.add(path);
      } else if (one.get() instanceof Node.Fields inner && two.get() instanceof Node.Fields other) {
        fields(inner, other, path, paths);
      } else if (!one.get().says(two.get())) {
        paths.add(path);
      }
    }
  }
}
