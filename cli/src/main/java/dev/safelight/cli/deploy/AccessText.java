package dev.safelight.cli.deploy;

import dev.safelight.cli.template.AccessChange;
import java.util.ArrayList;
import java.util.List;

/// What changes in access, for a person: a paragraph for each principal.
final class AccessText {
  private AccessText() {}

  static List<String> of(List<AccessChange> changes) {
    if (changes.isEmpty()) {
      return List.of("Nobody gains or loses anything by it.");
    }
    var lines = new ArrayList<String>();
    lines.add("What changes in access");
    var who = "";
    for (var change : changes) {
      if (!change.who().equals(who)) {
        who = change.who();
        lines.add("  " + who);
      }
      lines.add("    " + change.verb() + " " + change.what() + change.how());
    }
    return lines;
  }
}
