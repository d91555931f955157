package dev.safelight.policy.document;

import dev.safelight.policy.match.ArnPattern;
import dev.safelight.policy.match.Wildcard;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// By what a statement can be told from others: requests that lack all of these marks are not what
/// it is about.
enum Marks {
  /// What the resource begins with.
  RESOURCE {
    @Override
    Set<String> of(Statement statement) {
      return switch (statement.resources()) {
        case Resources.Bearer _, Resources.AllBut _ -> ANY;
        case Resources.Only(var patterns) -> each(patterns, ArnPattern::prefix);
      };
    }
  },
  /// A name of the requester.
  NAME {
    @Override
    Set<String> of(Statement statement) {
      return switch (statement.principals()) {
        case Principals.Bearer _, Principals.AllBut _ -> ANY;
        case Principals.Named(var principals) -> each(principals, Marks::name);
      };
    }
  },
  /// What the action begins with, in lower case.
  ACTION {
    @Override
    Set<String> of(Statement statement) {
      return switch (statement.actions()) {
        case Actions.AllBut _ -> ANY;
        case Actions.Only(var patterns) -> each(patterns, Wildcard::prefix);
      };
    }
  };

  /// The mark of every request.
  static final String ALL = "";

  private static final Set<String> ANY = Set.of(ALL);

  static final List<Marks> EVERY = List.of(values());

  /// Those that a request has if and only if it should see the statement, or [#ALL].
  abstract Set<String> of(Statement statement);

  private static <T> Set<String> each(List<T> things, Function<T, String> mark) {
    if (things.size() == 1) {
      return Set.of(mark.apply(things.getFirst()));
    }
    var marks = new HashSet<String>();
    for (var thing : things) {
      marks.add(mark.apply(thing));
    }
    return marks;
  }

  /// Ids are resolved elsewhere, and an ARN with a wildcard may mean anybody.
  static String name(Principal principal) {
    return switch (principal) {
      case Principal.Everyone _, Principal.UniqueId _, Principal.CanonicalUser _ -> ALL;
      case Principal.Account(var id) -> id;
      case Principal.Entity(var arn) -> arn.indexOf('*') < 0 ? arn : ALL;
      case Principal.Service(var name) -> name;
      case Principal.Federated(var provider) -> provider;
    };
  }
}
