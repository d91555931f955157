package dev.safelight.policy.document;

import dev.safelight.policy.document.Branch.Leaf;
import dev.safelight.policy.match.Prefixes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Grows the branches of an [Index]: splits by whichever marks tell the statements apart best, and
/// again within each branch, until few are left.
record Branches(List<Statement> statements) {
  /// As many as are looked at as quickly as told apart.
  private static final int FEW = 4;

  /// A statement of many actions and resources stands in many branches: within a branch they may
  /// take this many times its space, no more. The first split takes what the document has marks.
  private static final int COPIES = 4;

  Branch root() {
    return grow(IntStream.range(0, statements.size()).toArray(), Marks.EVERY, Integer.MAX_VALUE);
  }

  private Branch grow(int[] positions, List<Marks> marks, int copies) {
    if (positions.length <= FEW) {
      return leaf(positions);
    }
    Groups best = null;
    for (var by : marks) {
      var groups = Groups.of(by, statements, positions);
      if (groups.total() / positions.length < copies
          && groups.expected() <= positions.length / 2.0
          && (best == null || groups.expected() < best.expected())) {
        best = groups;
      }
    }
    return best == null ? leaf(positions) : split(best, marks);
  }

  private Branch split(Groups groups, List<Marks> marks) {
    var others = marks.stream().filter(by -> by != groups.by()).toList();
    var branches = new HashMap<String, Branch>();
    groups
        .members()
        .forEach((mark, members) -> branches.put(mark, grow(members.toArray(), others, COPIES)));
    return switch (groups.by()) {
      case NAME -> {
        var anyone = branches.remove(Marks.ALL);
        yield new Branch.ByName(Map.copyOf(branches), anyone == null ? Leaf.NONE : anyone);
      }
      case RESOURCE -> {
        var prefixes = Prefixes.of(branches.keySet(), false);
        yield new Branch.ByResource(prefixes, inOrder(prefixes, branches));
      }
      case ACTION -> {
        var prefixes = Prefixes.of(branches.keySet(), true);
        yield new Branch.ByAction(prefixes, inOrder(prefixes, branches));
      }
    };
  }

  private static List<Branch> inOrder(Prefixes prefixes, Map<String, Branch> branches) {
    var inOrder = new ArrayList<Branch>();
    for (int i = 0; i < prefixes.size(); i++) {
      inOrder.add(branches.getOrDefault(prefixes.text(i), Leaf.NONE));
    }
    return List.copyOf(inOrder);
  }

  private Leaf leaf(int[] positions) {
    return new Leaf(positions, Arrays.stream(positions).mapToObj(statements::get).toList());
  }
}
