package dev.safelight.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.document.Dialect;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.document.Statement;
import dev.safelight.policy.explain.Remedy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What must hold for every query, tried on generated ones.
class LawsTest {
  private static final int TRIES = Tries.of(2_000);

  @Test
  void addingADenyNeverOpens() {
    var generator = new Generator(1);
    int closed = 0;
    for (int i = 0; i < TRIES; i++) {
      var query = generator.query();
      var type = generator.typeFor(query);
      // A new policy of a type may only limit; into an existing level it adds nothing but the Deny.
      var denied = with(query, new Attached(type, "deny", generator.deny(type)));
      if (!Engine.decide(query).allows()) {
        assertThat(Engine.decide(denied).allows()).as(query::toString).isFalse();
      } else if (!Engine.decide(denied).allows()) {
        closed++;
      }
    }
    assertThat(closed).isGreaterThanOrEqualTo(TRIES / 200);
  }

  @Test
  void limitsNeverOpen() {
    var generator = new Generator(2);
    var limits =
        List.of(
            PolicyType.SESSION,
            PolicyType.PERMISSIONS_BOUNDARY,
            PolicyType.SERVICE_CONTROL,
            PolicyType.RESOURCE_CONTROL,
            PolicyType.VPC_ENDPOINT);
    for (int i = 0; i < TRIES; i++) {
      var query = generator.query();
      var type = generator.pick(limits);
      var has = query.policies().stream().anyMatch(attached -> attached.type() == type);
      // Policies of one level add up, so a second one may widen the first.
      if (!has && !Engine.decide(query).allows()) {
        var limited = with(query, generator.attached(type));
        assertThat(Engine.decide(limited).allows()).as(query::toString).isFalse();
      }
    }
  }

  @Test
  void orderNeverMatters() {
    var generator = new Generator(3);
    int allowed = 0;
    for (int i = 0; i < TRIES; i++) {
      var query = generator.query();
      var shuffled = new ArrayList<Attached>();
      for (var attached : query.policies()) {
        var statements = new ArrayList<Statement>(attached.policy().statements());
        Collections.shuffle(statements, generator.random());
        shuffled.add(
            new Attached(
                attached.type(),
                attached.name(),
                new Policy(attached.policy().version(), attached.policy().id(), statements),
                attached.level()));
      }
      Collections.shuffle(shuffled, generator.random());
      var decision = Engine.decide(query);
      assertThat(gist(Engine.decide(with(query, shuffled)))).isEqualTo(gist(decision));
      allowed += decision.allows() ? 1 : 0;
    }
    assertThat(allowed).isBetween(TRIES / 50, TRIES / 2);
  }

  @Test
  void printingThenReadingIsIdentity() throws MalformedPolicy {
    var generator = new Generator(4);
    for (int i = 0; i < TRIES / 10; i++) {
      for (var type : PolicyType.values()) {
        var policy = generator.policy(type);
        assertThat(Policy.parse(policy.toJson(), type.kind(), Dialect.COLLECTED)).isEqualTo(policy);
      }
    }
  }

  @Test
  void aStrangerHasNoMoreThanAnyoneElse() {
    var generator = new Generator(5);
    for (int i = 0; i < TRIES; i++) {
      var query = generator.query();
      var stranger = as(query, new Requester.Anonymous());
      if (Engine.decide(stranger).allows()) {
        assertThat(query.policies())
            .as("only a policy on the resource lets a stranger in")
            .anyMatch(attached -> attached.type().isOnResource());
      }
    }
  }

  @Test
  void whatTheExplanationAdvisesTurnsTheDenialRound() {
    var generator = new Generator(6);
    int grants = 0;
    int denies = 0;
    for (int i = 0; i < 5 * TRIES; i++) {
      var query = generator.query();
      var remedy = Remedy.of(query);
      assertThat(Engine.decide(remedy.query()).allows()).as(query::toString).isTrue();
      switch (Engine.decide(query)) {
        case Decision.Allowed _ ->
            assertThat(List.of(remedy.narrow(), remedy.grants())).containsOnly(List.of());
        case Decision.ExplicitlyDenied(_, var by) -> {
          assertThat(remedy.narrow()).contains(by);
          denies++;
        }
        case Decision.ImplicitlyDenied _ -> {
          assertThat(remedy.narrow()).isEmpty();
          assertThat(remedy.grants()).isNotEmpty();
          grants++;
        }
      }
    }
    assertThat(grants).isGreaterThan(TRIES);
    assertThat(denies).isGreaterThan(TRIES);
  }

  @Test
  void noGrantOfARemedyIsIdle() {
    var generator = new Generator(7);
    int several = 0;
    for (int i = 0; i < TRIES; i++) {
      var query = generator.query();
      var remedy = Remedy.of(query);
      if (remedy.narrow().isEmpty() && !remedy.grants().isEmpty()) {
        var policies = remedy.query().policies();
        for (int left = query.policies().size(); left < policies.size(); left++) {
          var fewer = new ArrayList<>(policies);
          fewer.remove(left);
          assertThat(Engine.decide(with(query, fewer)).allows()).as(query::toString).isFalse();
        }
        several += remedy.grants().size() > 1 ? 1 : 0;
      }
    }
    assertThat(several).isGreaterThanOrEqualTo(TRIES / 200);
  }

  /// The decision without the statement, of which several may have decided.
  private static String gist(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> "allowed";
      case Decision.ExplicitlyDenied(var blamed, _) -> "denied by " + blamed;
      case Decision.ImplicitlyDenied(var missing) -> "missing " + missing;
    };
  }

  private static Query as(Query query, Requester requester) {
    return new Query(
        requester,
        query.action(),
        query.resource(),
        query.resourceAccount(),
        query.context(),
        query.policies());
  }

  private static Query with(Query query, Attached more) {
    var policies = new ArrayList<>(query.policies());
    policies.add(more);
    return with(query, policies);
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
