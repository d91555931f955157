package dev.safelight.policy.catalogue;

import dev.safelight.policy.document.Actions;
import dev.safelight.policy.match.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The actions that a statement is about, as far as the catalogue knows them.
///
/// `open` tells that there may be others: services that it does not cover, `*`, `NotAction`, and
/// what is misspelt. Nothing is then said about what the statement's actions lack.
record Scope(boolean open, List<List<Action>> byPattern, String spelling) {
  static Scope of(Catalogue catalogue, Actions actions) {
    var byPattern = new ArrayList<List<Action>>();
    var open = actions instanceof Actions.AllBut;
    for (var pattern : actions.patterns()) {
      var found = actions(catalogue, pattern);
      open |= found.isEmpty();
      byPattern.add(found);
    }
    var spelling =
        actions.patterns().stream().map(Wildcard::toString).collect(Collectors.joining(", "));
    return new Scope(open, byPattern, spelling);
  }

  List<Action> actions() {
    return byPattern.stream().flatMap(List::stream).distinct().toList();
  }

  /// The actions that a pattern such as `s3:Get*` means; empty where that is not known.
  private static List<Action> actions(Catalogue catalogue, Wildcard pattern) {
    var text = pattern.toString();
    var colon = text.indexOf(':');
    return colon < 0
        ? List.of()
        : catalogue
            .service(text.substring(0, colon))
            .map(service -> service.matching(pattern))
            .orElse(List.of());
  }
}
