package dev.safelight.policy.catalogue;

import dev.safelight.policy.document.Actions;
import dev.safelight.policy.document.Spelling;
import dev.safelight.policy.document.Statement;
import dev.safelight.policy.match.Wildcard;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Whether services and actions exist.
record ActionChecks(Catalogue catalogue, Consumer<Warning> warnings) {
  void check(Statement statement, Places places) {
    var element =
        switch (statement.actions()) {
          case Actions.Only _ -> "Action";
          case Actions.AllBut _ -> "NotAction";
        };
    var patterns = statement.actions().patterns();
    for (int i = 0; i < patterns.size(); i++) {
      var text = patterns.get(i).toString();
      var colon = text.indexOf(':');
      // A wildcard before the colon is other engines' dialect.
      if (colon > 0 && !hasWildcard(text.substring(0, colon))) {
        check(text, colon, places.of(element, patterns, i));
      }
    }
  }

  private void check(String text, int colon, Place place) {
    var prefix = text.substring(0, colon);
    if (!catalogue.isService(prefix)) {
      warnings.accept(
          new Warning.UnknownService(
              place, prefix, Spelling.nearest(prefix, sorted(catalogue.services()))));
      return;
    }
    var service = catalogue.service(prefix);
    if (service.isEmpty()) {
      return;
    }
    var name = text.substring(colon + 1);
    if (hasWildcard(name)) {
      var pattern = Wildcard.ignoringCase(text);
      if (service.get().matching(pattern).isEmpty()) {
        warnings.accept(new Warning.NoSuchActions(place, text, service.get().prefix()));
      }
    } else if (service.get().action(name).isEmpty()) {
      var names = service.get().actions().stream().map(Action::name).toList();
      warnings.accept(
          new Warning.UnknownAction(
              place,
              name,
              service.get().prefix(),
              Spelling.nearest(name, names).map(near -> service.get().prefix() + ":" + near)));
    }
  }

  private static List<String> sorted(Set<String> words) {
    return words.stream().sorted().toList();
  }

  private static boolean hasWildcard(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }
}
