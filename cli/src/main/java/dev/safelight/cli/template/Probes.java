package dev.safelight.cli.template;

import dev.safelight.cloud.planned.Plan;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.document.Actions;
import dev.safelight.policy.document.Resources;
import dev.safelight.policy.document.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What is worth asking of two plans to see what differs in access: each pair of an action and a
/// resource that a statement of either speaks of. A pattern is asked by something that fits it and,
/// most likely, nothing narrower.
///
/// @param action as the policy spells it, for people
/// @param resource likewise
/// @param askedAction one action
/// @param askedResource one ARN
record Probes(String action, String resource, String askedAction, String askedResource) {
  private static final String ANY = "Anything";

  static Set<Probes> of(List<Plan> plans) {
    var probes = new LinkedHashSet<Probes>();
    for (var plan : plans) {
      for (var hung : plan.policies()) {
        for (var statement : hung.policy().policy().statements()) {
          for (var action : actions(statement)) {
            for (var resource : resources(hung, statement)) {
              probes.add(probe(action, resource));
            }
          }
        }
      }
    }
    return probes;
  }

  private static List<String> actions(Statement statement) {
    return switch (statement.actions()) {
      case Actions.Only(var patterns) -> patterns.stream().map(Object::toString).toList();
      case Actions.AllBut(var patterns) -> List.of("all but " + texts(patterns));
    };
  }

  private static List<String> resources(Plan.Hung hung, Statement statement) {
    return switch (statement.resources()) {
      case Resources.Bearer _ -> List.of(hung.on());
      case Resources.Only(var patterns) -> patterns.stream().map(Object::toString).toList();
      case Resources.AllBut(var patterns) ->
          hung.policy().type() == PolicyType.ROLE_TRUST
              ? List.of(hung.on())
              : List.of("all but " + texts(patterns));
    };
  }

  private static String texts(List<?> patterns) {
    return patterns.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static Probes probe(String action, String resource) {
    var service =
        action.contains(":") && !action.startsWith("all but ")
            ? action.substring(0, action.indexOf(':'))
            : resource.startsWith("arn:") ? resource.split(":", 4)[2] : "any";
    if (!service.matches("[a-z0-9-]+")) {
      service = "any";
    }
    var asked =
        action.startsWith("all but ") || !action.contains(":")
            ? service + ":" + ANY
            : service + ":" + filled(action.substring(action.indexOf(':') + 1));
    return new Probes(action, resource, asked, arn(service, resource));
  }

  private static String arn(String service, String resource) {
    if (resource.startsWith("arn:")) {
      return filled(resource);
    }
    return service.equals("s3")
        ? "arn:aws:s3:::anything/anything"
        : "arn:aws:" + service + ":us-east-1:123456789012:" + ANY;
  }

  private static String filled(String pattern) {
    return pattern.replace("*", ANY).replace("?", "x");
  }
}
