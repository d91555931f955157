package dev.safelight.policy.document;

import dev.safelight.policy.document.Branch.Leaf;
import dev.safelight.policy.match.Prefixes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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

  /// So many may be kept again with each prefix: a document of prefixes of each other does not grow
  /// with their square.
  private static final int GATHERED = 16;

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
        yield new Branch.ByName(branches, anyone == null ? Leaf.NONE : anyone);
      }
      case RESOURCE -> {
        var prefixes = Prefixes.of(branches.keySet(), false);
        var inOrder = inOrder(prefixes, branches);
        var whole = gather(prefixes, inOrder);
        yield new Branch.ByResource(prefixes, List.copyOf(inOrder), whole);
      }
      case ACTION -> {
        var prefixes = Prefixes.of(branches.keySet(), true);
        var inOrder = inOrder(prefixes, branches);
        var whole = gather(prefixes, inOrder);
        yield new Branch.ByAction(prefixes, List.copyOf(inOrder), whole);
      }
    };
  }

  private static List<Branch> inOrder(Prefixes prefixes, Map<String, Branch> branches) {
    var inOrder = new ArrayList<Branch>();
    for (int i = 0; i < prefixes.size(); i++) {
      inOrder.add(branches.getOrDefault(prefixes.text(i), Leaf.NONE));
    }
    return inOrder;
  }

  /// Puts into each prefix's branch what its shorter ones hold, where that is little, so that most
  /// requests find all they need in one place; returns for which prefixes it did.
  private BitSet gather(Prefixes prefixes, List<Branch> branches) {
    var whole = new BitSet();
    for (int i = 0; i < branches.size(); i++) {
      // A text stands behind its prefixes, so theirs are gathered by now.
      var next = prefixes.shorter(i);
      if (next < 0) {
        whole.set(i);
      } else if (whole.get(next)
          && branches.get(i) instanceof Leaf own
          && branches.get(next) instanceof Leaf more
          && own.positions().length + more.positions().length <= GATHERED) {
        branches.set(i, leaf(merged(own.positions(), more.positions())));
        whole.set(i);
      }
    }
    return whole;
  }

  /// In the order of the document, each once.
  private static int[] merged(int[] some, int[] more) {
    var both = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, both, some.length, more.length);
    Arrays.sort(both);
    int count = 0;
    for (var position : both) {
      if (count == 0 || both[count - 1] != position) {
        both[count++] = position;
      }
    }
    return Arrays.copyOf(both, count);
  }

  private Leaf leaf(int[] positions) {
    var found = new Statement[positions.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = statements.get(positions[i]);
    }
    return new Leaf(positions, List.of(found));
  }
}
