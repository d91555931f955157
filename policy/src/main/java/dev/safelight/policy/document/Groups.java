package dev.safelight.policy.document;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Statements by one kind of mark.
///
/// `total` counts a statement once for each of its marks; `expected` is how many statements a
/// request is likely to find that has one of the marks and begins with no other.
record Groups(Marks by, Map<String, Group> members, int total, double expected) {
  /// Positions, ascending.
  static final class Group {
    private int[] positions = new int[2];
    private int size;

    private void add(int position) {
      if (size == positions.length) {
        positions = Arrays.copyOf(positions, 2 * size);
      }
      positions[size++] = position;
    }

    int[] toArray() {
      return Arrays.copyOf(positions, size);
    }
  }

  static Groups of(Marks by, List<Statement> statements, int[] positions) {
    var members = new HashMap<String, Group>();
    int total = 0;
    for (var position : positions) {
      for (var mark : by.of(statements.get(position))) {
        members.computeIfAbsent(mark, _ -> new Group()).add(position);
        total++;
      }
    }
    return new Groups(by, members, total, expected(members, total));
  }

  private static double expected(Map<String, Group> members, int total) {
    var all = members.get(Marks.ALL);
    var everywhere = all == null ? 0 : all.size;
    double squares = 0;
    for (var group : members.values()) {
      squares += group == all ? 0 : (double) group.size * group.size;
    }
    return everywhere + squares / Math.max(1, total - everywhere);
  }
}
