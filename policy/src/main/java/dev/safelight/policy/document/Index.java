package dev.safelight.policy.document;

import dev.safelight.policy.document.Branch.Leaf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the statements that may apply to a request without looking at the others; immutable.
///
/// Statements are told apart by whom they name and by what their actions and resources begin with.
/// Whatever cannot be told apart so (a leading wildcard or variable, NotAction, NotResource,
/// NotPrincipal, everyone) is found by every request. It finds too many rather than too few, Deny
/// as surely as Allow: whether a statement applies is never decided here.
final class Index {
  private final List<Statement> statements;
  private final Branch root;

  Index(List<Statement> statements) {
    this.statements = statements;
    this.root = new Branches(statements).root();
  }

  /// In the order of the document, each once.
  List<Statement> near(String action, String resource, Caller caller) {
    var leaf =
        switch (root) {
          case Leaf only -> only;
          case Branch.ByResource by ->
              whole(by.prefixes().longest(resource), by.branches(), by.whole());
          case Branch.ByAction by ->
              whole(by.prefixes().longest(action), by.branches(), by.whole());
          case Branch.ByName _ -> null;
        };
    if (leaf != null) {
      return leaf.statements();
    }
    var found = new Found();
    found.collect(root, action, resource, caller.names());
    return found.in(statements);
  }

  /// The leaf in which everything is found, if there is one; most requests have one.
  private static @Nullable Leaf whole(int longest, List<Branch> branches, BitSet whole) {
    if (longest < 0) {
      return Leaf.NONE;
    }
    return whole.get(longest) && branches.get(longest) instanceof Leaf leaf ? leaf : null;
  }

  /// What has been found so far; most often one leaf, which is then all there is to return.
  private static final class Found {
    private static final int[] NOTHING = {};

    private Leaf only = Leaf.NONE;
    private int[] positions = NOTHING;
    private int count;

    private void add(Leaf leaf) {
      if (leaf.positions().length == 0) {
        return;
      }
      if (count == 0 && only.positions().length == 0) {
        only = leaf;
        return;
      }
      if (count == 0) {
        append(only);
      }
      append(leaf);
    }

    private void append(Leaf leaf) {
      var more = leaf.positions();
      if (count + more.length > positions.length) {
        positions = Arrays.copyOf(positions, Math.max(16, 2 * (count + more.length)));
      }
      System.arraycopy(more, 0, positions, count, more.length);
      count += more.length;
    }

    private List<Statement> in(List<Statement> all) {
      if (count == 0) {
        return only.statements();
      }
      Arrays.sort(positions, 0, count);
      var sorted = new ArrayList<Statement>(count);
      for (int i = 0; i < count; i++) {
        if (i == 0 || positions[i] != positions[i - 1]) {
          sorted.add(all.get(positions[i]));
        }
      }
      return sorted;
    }

    private void collect(Branch branch, String action, String resource, List<String> names) {
      switch (branch) {
        case Leaf leaf -> add(leaf);
        case Branch.ByAction(var prefixes, var branches, var whole) -> {
          for (int i = prefixes.longest(action);
              i >= 0;
              i = whole.get(i) ? -1 : prefixes.shorter(i)) {
            collect(branches.get(i), action, resource, names);
          }
        }
        case Branch.ByResource(var prefixes, var branches, var whole) -> {
          for (int i = prefixes.longest(resource);
              i >= 0;
              i = whole.get(i) ? -1 : prefixes.shorter(i)) {
            collect(branches.get(i), action, resource, names);
          }
        }
        case Branch.ByName(var branches, var anyone) -> {
          for (int i = 0; i < names.size(); i++) {
            collect(branches.getOrDefault(names.get(i), Leaf.NONE), action, resource, names);
          }
          collect(anyone, action, resource, names);
        }
      }
    }
  }
}
