package dev.safelight.cli.deploy;

import java.util.ArrayList;
import java.util.List;

/// What a change set does, as a table.
final class ChangeTable {
  private ChangeTable() {}

  static List<String> of(ChangeSet set) {
    int resource = width(set.changes().stream().map(ChangeSet.Change::resource).toList());
    int type = width(set.changes().stream().map(ChangeSet.Change::type).toList());
    var lines = new ArrayList<String>();
    for (var change : set.changes()) {
      lines.add(
          ("  %-9s%-" + resource + "s  %-" + type + "s  %s")
              .formatted(word(change), change.resource(), change.type(), what(change))
              .stripTrailing());
    }
    return lines;
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(1);
  }

  private static String word(ChangeSet.Change change) {
    return switch (change.action()) {
      case "Modify" ->
          switch (change.replacement()) {
            case "True" -> "replace";
            case "Conditional" -> "replace?";
            default -> "change";
          };
      case String action -> action.toLowerCase(java.util.Locale.ROOT);
    };
  }

  private static String what(ChangeSet.Change change) {
    return change.action().equals("Add")
        ? ""
        : change.action().equals("Remove")
            ? change.physicalId()
            : String.join(", ", change.properties());
  }
}
