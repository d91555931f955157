package dev.safelight.policy.catalogue;

import dev.safelight.policy.document.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What is known of the condition keys that a statement may name.
///
/// Only `aws:` and the prefixes of covered services are judged. Other services' keys, and those of
/// identity providers (`token.actions.githubusercontent.com:sub`), are taken as they are.
record KeyNames(Catalogue catalogue) {
  /// Global by their prefix, but only some actions' requests carry them.
  private static final Set<String> BY_ACTION =
      Set.of("aws:RequestTag/${TagKey}", "aws:ResourceTag/${TagKey}", "aws:TagKeys");

  private static String prefix(String key) {
    return key.substring(0, Math.max(0, key.indexOf(':'))).toLowerCase(Locale.ROOT);
  }

  private boolean isJudged(String key) {
    var prefix = prefix(key);
    return prefix.equals("aws") || catalogue.covered().contains(prefix);
  }

  boolean isUnknown(String key, Scope scope) {
    if (isJudged(key)) {
      return find(key, scope).isEmpty();
    }
    var prefix = prefix(key);
    var provider = prefix.indexOf('.') >= 0 || prefix.indexOf('/') >= 0;
    return !provider && !catalogue.isService(prefix) && !catalogue.isKeyPrefix(prefix);
  }

  /// Whether the key exists and none of the scope's actions has it.
  boolean isUnsupported(String key, Scope scope) {
    var global = catalogue.globalKey(key);
    if (!isJudged(key) || (global.isPresent() && !BY_ACTION.contains(global.get().name()))) {
      return false;
    }
    return services(key, scope).stream()
        .flatMap(service -> service.key(key).stream())
        .noneMatch(
            known -> scope.actions().stream().anyMatch(action -> action.keys().contains(known)));
  }

  Optional<ConditionKey> find(String key, Scope scope) {
    return catalogue
        .globalKey(key)
        .or(() ->
            services(key, scope).stream()
                .flatMap(service -> service.key(key).stream())
                .findFirst());
  }

  Optional<String> nearest(String key, Scope scope) {
    var names = new ArrayList<>(catalogue.globalNames());
    services(key, scope).forEach(service -> names.addAll(service.keyNames()));
    return Spelling.nearest(key, names);
  }

  /// The service that the key belongs to and those of the statement's actions, which lend each
  /// other theirs: `sts:AssumeRole` knows `iam:ResourceTag`.
  private List<Service> services(String key, Scope scope) {
    var services = new ArrayList<>(catalogue.service(prefix(key)).stream().toList());
    scope.actions().stream()
        .map(Action::service)
        .distinct()
        .flatMap(service -> catalogue.service(service).stream())
        .filter(service -> !services.contains(service))
        .forEach(services::add);
    return services;
  }
}
