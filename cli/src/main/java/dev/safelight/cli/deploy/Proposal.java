package dev.safelight.cli.deploy;

import dev.safelight.cli.template.AccessChange;
import java.util.ArrayList;
import java.util.List;

/// What would be done to a stack.
///
/// @param update whether it is there already
/// @param access what changes in access
/// @param unclear why that is not known; empty where it is
public record Proposal(
    String stack, boolean update, ChangeSet changes, List<AccessChange> access, String unclear) {
  public Proposal {
    access = List.copyOf(access);
  }

  /// For a person.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("%s the stack %s".formatted(update ? "Changes to" : "Making", stack));
    lines.addAll(ChangeTable.of(changes));
    lines.add("");
    if (unclear.isEmpty()) {
      lines.addAll(AccessText.of(access));
    } else {
      lines.add("What changes in access cannot be worked out here: " + unclear);
    }
    return lines;
  }
}
