package dev.safelight.policy;

import dev.safelight.policy.condition.Truth;
import dev.safelight.policy.document.Caller;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.document.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks whether statements apply to one query, element by element. Holds what it would otherwise
/// compute for each statement; not meant to outlive the query, nor for more than one thread.
public final class Fit implements Caller {
  private final Query query;

  /// Of the statement asked about last: a grant asks again.
  private @Nullable Statement named;

  private Naming naming = Naming.NOBODY;

  public Fit(Query query) {
    this.query = query;
  }

  /// Whether policies of a type bind the requester at all. Service control policies bind their
  /// accounts' principals, not outsiders or services; resource control policies bind whoever calls
  /// one of the services that have them; neither binds service-linked roles. What hangs on a
  /// principal binds no caller without one.
  public boolean concerns(PolicyType type) {
    var requester = query.requester();
    var linked = requester instanceof Requester.Role role && role.isServiceLinked();
    return switch (type) {
      case RESOURCE -> !LastResort.opens(query);
      case ROLE_TRUST, KEY, VPC_ENDPOINT -> true;
      case RESOURCE_CONTROL -> !linked && ControlledServices.include(query.action());
      case SERVICE_CONTROL -> !linked && !requester.account().isEmpty();
      case IDENTITY, SESSION, PERMISSIONS_BOUNDARY ->
          !requester.account().isEmpty() && !(requester instanceof Requester.Root);
    };
  }

  /// The statements of a policy that might apply, in their order; the rest cannot.
  List<Statement> near(Policy policy) {
    return policy.near(query.action(), query.resource(), this);
  }

  @Override
  public List<String> names() {
    return query.requester().names();
  }

  public Truth action(Statement statement) {
    return Truth.of(statement.actions().contain(query.action()));
  }

  public Truth resource(Statement statement) {
    return statement.resources().contain(query.resource(), query.context());
  }

  public Truth principal(Statement statement) {
    return naming(statement).truth();
  }

  @SuppressWarnings("ReferenceEquality") // one and the same is what a grant asks about again
  Naming naming(Statement statement) {
    if (named != statement) {
      naming = Naming.of(statement.principals(), query, this);
      named = statement;
    }
    return naming;
  }

  public Truth conditions(Statement statement) {
    var all = Truth.YES;
    var conditions = statement.conditions();
    for (int i = 0; i < conditions.size(); i++) {
      all = all.and(conditions.get(i).holds(query.context()));
    }
    return all;
  }

  /// The whole statement; stops at the first element that does not fit.
  public Truth whole(Statement statement) {
    if (action(statement) == Truth.NO) {
      return Truth.NO;
    }
    var place = resource(statement);
    if (place == Truth.NO) {
      return Truth.NO;
    }
    var who = principal(statement);
    return who == Truth.NO ? Truth.NO : place.and(who).and(conditions(statement));
  }
}
