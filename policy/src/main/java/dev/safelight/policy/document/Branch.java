package dev.safelight.policy.document;

import dev.safelight.policy.match.Prefixes;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// Part of an [Index]: a few statements, or a way to tell many apart.
sealed interface Branch {
  /// The statements and their positions in the document, ascending, counted from 0. Nobody writes
  /// to the array.
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; boxing would cost each decision
  record Leaf(int[] positions, List<Statement> statements) implements Branch {
    static final Leaf NONE = new Leaf(new int[0], List.of());
  }

  /// A branch for each prefix; a request takes those of all prefixes that its action begins with,
  /// from the longest to the first whose branch is `whole`: it holds what the shorter ones hold.
  record ByAction(Prefixes prefixes, List<Branch> branches, BitSet whole) implements Branch {}

  record ByResource(Prefixes prefixes, List<Branch> branches, BitSet whole) implements Branch {}

  /// A branch for each name, and one that every request takes.
  record ByName(Map<String, Branch> branches, Branch anyone) implements Branch {}
}
