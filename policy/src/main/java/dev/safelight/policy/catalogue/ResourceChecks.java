package dev.safelight.policy.catalogue;

import dev.safelight.policy.document.Actions;
import dev.safelight.policy.document.Resources;
import dev.safelight.policy.document.Statement;
import dev.safelight.policy.match.ArnPattern;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Whether actions and resources of a statement belong together: `s3:GetObject` works on
/// `arn:aws:s3:::photos/*` and never on `arn:aws:s3:::photos`.
///
/// AWS: "Service Authorization Reference", column "Resource types", checked 2026-11.
record ResourceChecks(boolean variables, Consumer<Warning> warnings) {
  void check(Statement statement, Scope scope, Places places) {
    if (scope.open()
        || !(statement.actions() instanceof Actions.Only(var patterns))
        || !(statement.resources() instanceof Resources.Only(var written))) {
      return;
    }
    var resources = written.stream().map(ArnPattern::toString).toList();
    var actions = scope.actions();
    var anyFits = false;
    for (int i = 0; i < resources.size(); i++) {
      var resource = resources.get(i);
      if (fits(actions, resource)) {
        anyFits = true;
      } else {
        warnings.accept(
            new Warning.UnfitResource(
                places.of("Resource", resources, i),
                resource,
                scope.spelling(),
                forms(actions),
                repaired(actions, resource)));
      }
    }
    for (int i = 0; anyFits && i < patterns.size(); i++) {
      var meant = scope.byPattern().get(i);
      if (resources.stream().noneMatch(resource -> fits(meant, resource))) {
        warnings.accept(
            new Warning.IdleAction(
                places.of("Action", patterns, i), patterns.get(i).toString(), forms(meant)));
      }
    }
  }

  private boolean fits(List<Action> actions, String resource) {
    return isAll(resource)
        || actions.stream().anyMatch(action -> isVague(action))
        || actions.stream()
            .flatMap(action -> action.resourceTypes().stream())
            .distinct()
            .anyMatch(type -> type.canFit(resource, variables));
  }

  /// IAM asks for iam:ListUsers on `user/`, for which AWS's lists have no resource.
  private static boolean isVague(Action action) {
    return action.service().equals("iam") && action.resourceTypes().isEmpty();
  }

  private static boolean isAll(String resource) {
    return resource.chars().allMatch(c -> c == '*');
  }

  /// The same with `/*` or `:*` behind it, or without.
  private Optional<String> repaired(List<Action> actions, String resource) {
    for (var end : List.of("/*", ":*")) {
      if (fits(actions, resource + end)) {
        return Optional.of(resource + end);
      }
    }
    for (var end : List.of("/*", ":*")) {
      if (resource.endsWith(end)) {
        var shorter = resource.substring(0, resource.length() - end.length());
        if (fits(actions, shorter)) {
          return Optional.of(shorter);
        }
      }
    }
    return Optional.empty();
  }

  private static String forms(List<Action> actions) {
    var forms =
        actions.stream()
            .flatMap(action -> action.resourceTypes().stream())
            .map(ResourceType::arn)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).thenComparing(it -> it))
            .toList();
    if (forms.isEmpty()) {
      return "\"*\" alone";
    }
    return forms.stream().limit(3).collect(Collectors.joining(" or "))
        + (forms.size() > 3 ? " and others" : "");
  }
}
