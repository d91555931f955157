package dev.safelight.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.condition.Truth;
import dev.safelight.policy.document.Effect;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.document.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The index leaves out only statements that do not apply: a decision is the one that looking at
/// every statement gives, in every part.
class IndexLawTest {
  private static final int POLICIES = Tries.of(1_000);
  private static final int QUERIES_EACH = 20;

  @Test
  void decidesAsIfEveryStatementWereLookedAt() {
    var generator = new WideGenerator(20261124);
    int allowed = 0;
    int denied = 0;
    int implied = 0;
    for (int i = 0; i < POLICIES; i++) {
      var policies = generator.policies();
      var alone = policies.stream().flatMap(it -> oneByOne(it).stream()).toList();
      for (int j = 0; j < QUERIES_EACH; j++) {
        var query = generator.query(policies);
        var decision = Engine.decide(query);
        assertThat(decision).as(query::toString).isEqualTo(Engine.decide(with(query, alone)));
        switch (decision) {
          case Decision.Allowed _ -> allowed++;
          case Decision.ExplicitlyDenied _ -> denied++;
          case Decision.ImplicitlyDenied _ -> implied++;
        }
      }
    }
    // None is so rare that the comparison says nothing of it.
    assertThat(List.of(allowed, denied, implied)).allMatch(it -> it > POLICIES * QUERIES_EACH / 10);
  }

  @Test
  void whatIsLeftOutDoesNotApplyAndTheOrderStays() {
    var generator = new WideGenerator(4);
    long all = 0;
    long looked = 0;
    int denies = 0;
    for (int i = 0; i < POLICIES; i++) {
      var query = generator.query(generator.policies());
      var fit = new Fit(query);
      for (var attached : query.policies()) {
        var statements = attached.policy().statements();
        var near = fit.near(attached.policy());
        assertThat(near).isSortedAccordingTo((a, b) -> Integer.compare(a.index(), b.index()));
        var places = near.stream().map(Statement::index).collect(Collectors.toSet());
        assertThat(places).hasSameSizeAs(near);
        for (var statement : statements) {
          var fits = fit.whole(statement);
          if (!places.contains(statement.index())) {
            assertThat(fits).as(() -> query + " " + statement).isEqualTo(Truth.NO);
          } else if (statement.effect() == Effect.DENY && fits != Truth.NO) {
            denies++;
          }
        }
        all += statements.size();
        looked += near.size();
      }
    }
    assertThat(denies).isGreaterThan(POLICIES / 5);
    assertThat(looked).isLessThan(all / 2);
  }

  /// Policies of one type and level add up, and one of a single statement has nothing to index.
  private static List<Attached> oneByOne(Attached attached) {
    var alone = new ArrayList<Attached>();
    var policy = attached.policy();
    for (var statement : policy.statements()) {
      alone.add(
          new Attached(
              attached.type(),
              attached.name(),
              new Policy(policy.version(), policy.id(), List.of(statement)),
              attached.level()));
    }
    return alone;
  }

  private static Query with(Query query, List<Attached> policies) {
    return new Query(
        query.requester(),
        query.action(),
        query.resource(),
        query.resourceAccount(),
        query.context(),
        policies);
  }
}
