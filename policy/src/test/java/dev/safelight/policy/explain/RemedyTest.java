package dev.safelight.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.Attached;
import dev.safelight.policy.Context;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.Requester;
import dev.safelight.policy.cases.Cases;
import dev.safelight.policy.cases.MalformedCase;
import dev.safelight.policy.document.Dialect;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemedyTest {
  private static final String KEY = "arn:aws:s3:::photos/a*b?${c}";

  private static Query query(String rest) throws MalformedCase {
    return Cases.read(
        "{\"request\":{\"principal\":\"arn:aws:sts::123456789012:assumed-role/Thumbnails/run\","
            + "\"action\":\"s3:GetObject\",\"resource\":\"arn:aws:s3:::photos/cat.jpg\","
            + "\"resourceAccount\":\"123456789012\"}"
            + rest
            + "}");
  }

  private static Query abroad(Query query) {
    return new Query(
        query.requester(),
        query.action(),
        query.resource(),
        "210987654321",
        query.context(),
        query.policies());
  }

  private static String policy(String effect, String action, String more) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"*\"%s}]}"
        .formatted(effect, action, more);
  }

  @Test
  void whatIsAllowedNeedsNothing() throws MalformedCase {
    var remedy =
        Remedy.of(query(",\"identityPolicies\":[" + policy("Allow", "s3:GetObject", "") + "]"));
    assertThat(remedy.narrow()).isEmpty();
    assertThat(remedy.grants()).isEmpty();
  }

  @Test
  void everySilentLimitGetsItsStatement() throws MalformedCase {
    var silent = policy("Allow", "s3:PutObject", "");
    var remedy =
        Remedy.of(
            query(
                ",\"sessionPolicy\":"
                    + silent
                    + ",\"permissionBoundaries\":["
                    + silent
                    + "],\"scps\":[["
                    + policy("Allow", "*", "")
                    + "],["
                    + silent
                    + "]]"));
    assertThat(remedy.grants())
        .extracting(Grant::type)
        .containsExactly(
            PolicyType.SERVICE_CONTROL,
            PolicyType.IDENTITY,
            PolicyType.PERMISSIONS_BOUNDARY,
            PolicyType.SESSION);
    assertThat(remedy.grants().getFirst().level()).isEqualTo(1);
    assertThat(remedy.grants().getFirst().into()).containsExactly("scps[2][1]");
    assertThat(remedy.grants().getLast().statement())
        .isEqualTo(
            "{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
                + "\"Resource\":\"arn:aws:s3:::photos/cat.jpg\"}");
    assertThat(Engine.decide(remedy.query()).allows()).isTrue();
  }

  @Test
  void acrossAccountsBothSidesAreNamed() {
    var query =
        new Query(
            new Requester.User("arn:aws:iam::123456789012:user/alice", "123456789012"),
            "s3:GetObject",
            "arn:aws:s3:::photos/cat.jpg",
            "210987654321",
            Context.empty(),
            List.of());
    assertThat(Remedy.of(query).grants())
        .extracting(Grant::type)
        .containsExactly(PolicyType.RESOURCE, PolicyType.IDENTITY);
    assertThat(Explanation.of(query).fix())
        .startsWith(
            "add to a resource-based policy: {\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                + "\"arn:aws:iam::123456789012:user/alice\"},")
        .contains("; and to an identity-based policy: {");
  }

  @Test
  void whoIsNamedThroughTheAccountIsToldToLookAtTheirOwnSide() throws MalformedCase {
    var resource = policy("Allow", "s3:*", ",\"Principal\":{\"AWS\":\"123456789012\"}");
    var remedy = Remedy.of(abroad(query(",\"resourcePolicy\":" + resource)));
    assertThat(remedy.grants()).extracting(Grant::type).containsExactly(PolicyType.IDENTITY);
  }

  @Test
  void everyDenyThatAppliesIsNamed() throws MalformedCase {
    var deny = policy("Deny", "s3:*", "");
    var query =
        query(
            ",\"identityPolicies\":["
                + deny
                + "],\"scps\":[["
                + policy("Allow", "*", "")
                + ","
                + deny
                + "]]");
    var remedy = Remedy.of(query);
    assertThat(remedy.narrow())
        .extracting(it -> it.policy())
        .containsExactly("identityPolicies[1]", "scps[1][2]");
    assertThat(remedy.grants()).hasSize(1);
    assertThat(Explanation.of(query).fix())
        .startsWith("narrow Statement[1] of the identity-based policy \"identityPolicies[1]\"")
        .contains(" and Statement[1] of the service control policy")
        .contains("; no Allow overrides a Deny; then add to an identity-based policy: {");
  }

  @Test
  void aStatementForOneObjectFitsNoOther() throws MalformedPolicy {
    var asked =
        new Query(
            new Requester.User("arn:aws:iam::123456789012:user/alice", "123456789012"),
            "s3:GetObject",
            KEY,
            "123456789012",
            Context.empty(),
            List.of());
    var remedy = Remedy.of(asked);
    assertThat(Engine.decide(remedy.query()).allows()).isTrue();
    var other =
        new Query(
            asked.requester(),
            asked.action(),
            "arn:aws:s3:::photos/axb-${c}",
            "123456789012",
            Context.empty(),
            List.of(
                new Attached(
                    PolicyType.IDENTITY,
                    "fix",
                    Policy.parse(
                        "{\"Version\":\"2012-10-17\",\"Statement\":"
                            + remedy.grants().getFirst().statement()
                            + "}",
                        PolicyType.IDENTITY.kind(),
                        Dialect.AWS))));
    assertThat(Engine.decide(other).allows()).isFalse();
  }

  @Test
  void anActionThatNoStatementCanNameIsSaidToBeOne() {
    var query =
        new Query(
            new Requester.User("arn:aws:iam::123456789012:user/alice", "123456789012"),
            "nonsense",
            "*",
            "123456789012",
            Context.empty(),
            List.of());
    assertThat(Explanation.of(query).fix()).isEqualTo("no statement can name nonsense");
  }
}
