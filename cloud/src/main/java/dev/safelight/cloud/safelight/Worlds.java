package dev.safelight.cloud.safelight;

import dev.safelight.policy.Attached;
import dev.safelight.policy.Decision;
import dev.safelight.policy.Engine;
import dev.safelight.policy.Query;
import dev.safelight.policy.condition.Condition;
import dev.safelight.policy.document.Effect;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.document.Resources;
import dev.safelight.policy.document.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// The two ends of what a call can be: the worst, in which every Deny that may apply does and no
/// Allow that may not apply does; and the best, the other way round. Allowed in the worst is
/// allowed always; denied in the best is denied always. The engine decides both; only the policies
/// are rewritten.
record Worlds(Query query, Openness open) {
  Decision worst() {
    return Engine.decide(rewritten((_, _) -> false, this::atWorst));
  }

  /// @param without Allow statements that are left out, to find other ways
  Decision best(BiPredicate<Attached, Statement> without) {
    return Engine.decide(rewritten(without, this::atBest));
  }

  /// Whether a Deny statement applies in some calls and not in others.
  boolean mayDeny(Attached attached, Statement statement) {
    if (statement.effect() != Effect.DENY || !open.isOpen(statement)) {
      return false;
    }
    var alone = new Policy(attached.policy().version(), "", List.of(stripped(statement)));
    var only = new Attached(attached.type(), attached.name(), alone, attached.level());
    return Engine.decide(with(List.of(only))) instanceof Decision.ExplicitlyDenied;
  }

  private Optional<Statement> atWorst(Statement statement) {
    if (!open.isOpen(statement)) {
      return Optional.of(statement);
    }
    return switch (statement.effect()) {
      case ALLOW -> Optional.empty();
      case DENY -> Optional.of(stripped(statement));
    };
  }

  private Optional<Statement> atBest(Statement statement) {
    if (!open.isOpen(statement)) {
      return Optional.of(statement);
    }
    return switch (statement.effect()) {
      case ALLOW -> Optional.of(stripped(statement));
      case DENY -> Optional.empty();
    };
  }

  /// A statement that depends on the call no more: as if everything open in it were met.
  private Statement stripped(Statement statement) {
    List<Condition> certain =
        statement.conditions().stream().filter(it -> !open.isOpen(it)).toList();
    return new Statement(
        statement.index(),
        statement.line(),
        statement.sid(),
        statement.effect(),
        statement.principals(),
        statement.actions(),
        open.isOpen(statement.resources()) ? new Resources.Bearer() : statement.resources(),
        certain);
  }

  @FunctionalInterface
  private interface Rewriting {
    Optional<Statement> of(Statement statement);
  }

  private Query rewritten(BiPredicate<Attached, Statement> without, Rewriting rewriting) {
    return with(
        query.policies().stream()
            .map(attached -> {
              var statements =
                  attached.policy().statements().stream()
                      .filter(it -> it.effect() == Effect.DENY || !without.test(attached, it))
                      .flatMap(it -> rewriting.of(it).stream())
                      .toList();
              return new Attached(
                  attached.type(),
                  attached.name(),
                  new Policy(attached.policy().version(), attached.policy().id(), statements),
                  attached.level());
            })
            .toList());
  }

  private Query with(List<Attached> policies) {
    return new Query(
        query.requester(),
        query.action(),
        query.resource(),
        query.resourceAccount(),
        query.context(),
        policies);
  }
}
