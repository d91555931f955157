package dev.safelight.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.policy.document.Dialect;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which statements a decision names, of several that would do.
class DecisionTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/r";

  /// The order in which AWS names one policy type where several deny.
  private static final List<PolicyType> BLAME =
      List.of(
          PolicyType.SERVICE_CONTROL,
          PolicyType.RESOURCE_CONTROL,
          PolicyType.VPC_ENDPOINT,
          PolicyType.IDENTITY,
          PolicyType.RESOURCE,
          PolicyType.PERMISSIONS_BOUNDARY,
          PolicyType.SESSION);

  private static Attached attached(
      PolicyType type, String name, int level, String effect, String... principals)
      throws MalformedPolicy {
    var statements = new ArrayList<String>();
    for (var principal : principals) {
      var who =
          switch (type.kind()) {
            case IDENTITY, SERVICE_CONTROL -> "";
            case RESOURCE, TRUST, RESOURCE_CONTROL -> "\"Principal\":\"" + principal + "\",";
          };
      statements.add(
          "{\"Sid\":\"%s%s%d\",\"Effect\":\"%s\",%s\"Action\":\"s3:*\",\"Resource\":\"*\"}"
              .formatted(effect, name, statements.size(), effect, who));
    }
    var text = "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    return new Attached(type, name, Policy.parse(text, type.kind(), Dialect.COLLECTED), level);
  }

  private static Decision decide(List<Attached> policies) {
    return Engine.decide(
        new Query(
            new Requester.Role(ROLE, "arn:aws:sts::123456789012:assumed-role/r/s", "123456789012"),
            "s3:GetObject",
            "arn:aws:s3:::photos/cat.jpg",
            "123456789012",
            Context.empty(),
            policies));
  }

  private static List<String> grants(List<Attached> policies) {
    var by = ((Decision.Allowed) decide(policies)).by();
    assertThat(by).isEqualTo(List.copyOf(by)).hasSameHashCodeAs(List.copyOf(by));
    return by.stream().map(Deciding::statement).toList();
  }

  @Test
  void ofSeveralDeniesTheOneThatAwsNamesInWhateverOrderTheyStand() throws MalformedPolicy {
    for (var one : BLAME) {
      for (var other : BLAME) {
        var first = BLAME.indexOf(one) <= BLAME.indexOf(other) ? one : other;
        var denied =
            (Decision.ExplicitlyDenied)
                decide(
                    List.of(
                        attached(PolicyType.IDENTITY, "All", 0, "Allow", "*"),
                        attached(one, "A", 0, "Deny", "*", "*"),
                        attached(other, "B", 0, "Deny", "*")));
        assertThat(denied.blamed()).isEqualTo(first);
        assertThat(denied.by().type()).isEqualTo(first);
        assertThat(denied.by().statement()).isEqualTo(first == one ? "DenyA0" : "DenyB0");
      }
    }
  }

  @Test
  void oneStatementForEachTypeAndLevelGrantsFirst() throws MalformedPolicy {
    assertThat(
            grants(
                List.of(
                    attached(PolicyType.SERVICE_CONTROL, "Unit", 1, "Allow", "*"),
                    attached(PolicyType.SERVICE_CONTROL, "Root", 0, "Allow", "*", "*"),
                    attached(PolicyType.SERVICE_CONTROL, "Again", 1, "Allow", "*"),
                    attached(PolicyType.SESSION, "Session", 0, "Allow", "*"),
                    attached(PolicyType.IDENTITY, "Mine", 0, "Allow", "*", "*"),
                    attached(PolicyType.IDENTITY, "Mine2", 0, "Allow", "*"))))
        .containsExactly("AllowMine0", "AllowSession0", "AllowUnit0", "AllowRoot0");
  }

  @Test
  void everyLevelMustAllowWhateverItsNumber() throws MalformedPolicy {
    var mine = attached(PolicyType.IDENTITY, "Mine", 0, "Allow", "*");
    for (int level = 0; level < Attached.LEVELS; level++) {
      var open = attached(PolicyType.SERVICE_CONTROL, "Open", level, "Allow", "*");
      var silent = attached(PolicyType.SERVICE_CONTROL, "Silent", level, "Allow");
      assertThat(decide(List.of(mine, open)).allows()).isTrue();
      assertThat(decide(List.of(mine, silent)))
          .isEqualTo(new Decision.ImplicitlyDenied(PolicyType.SERVICE_CONTROL));
      assertThat(decide(List.of(mine, silent, open)).allows()).isTrue();
      if (level > 0) {
        var below = attached(PolicyType.SERVICE_CONTROL, "Below", level - 1, "Allow");
        assertThat(decide(List.of(mine, open, below)).allows()).isFalse();
      }
    }
    assertThatThrownBy(() -> attached(PolicyType.IDENTITY, "x", 64, "Allow"))
        .hasMessage("level must be 0 to 63, was 64");
    assertThatThrownBy(() -> attached(PolicyType.IDENTITY, "x", -1, "Allow"))
        .hasMessage("level must be 0 to 63, was -1");
  }

  @Test
  void onTheResourceTheStatementThatNamesTheRequesterMostClosely() throws MalformedPolicy {
    var mine = attached(PolicyType.IDENTITY, "Mine", 0, "Allow", "*");
    assertThat(
            grants(
                List.of(
                    mine,
                    attached(PolicyType.RESOURCE, "B", 0, "Allow", "123456789012", ROLE, ROLE))))
        .containsExactly("AllowMine0", "AllowB1");
    assertThat(
            grants(
                List.of(
                    attached(PolicyType.RESOURCE, "A", 0, "Allow", ROLE),
                    attached(PolicyType.RESOURCE, "B", 0, "Allow", "123456789012", "*", "*"),
                    attached(PolicyType.RESOURCE, "C", 0, "Allow", ROLE))))
        .containsExactly("AllowB1");
  }

  @Test
  void aDecidingStatementSaysWhereItStands() throws MalformedPolicy {
    var attached = attached(PolicyType.RESOURCE, "B", 0, "Allow", "*", ROLE);
    var statements = attached.policy().statements();
    var deciding = Deciding.of(attached, statements.getFirst());
    assertThat(deciding.policy()).isEqualTo("B");
    assertThat(deciding.line()).isEqualTo(1);
    assertThat(deciding).hasToString("AllowB0 of a resource-based policy B, line 1");
    assertThat(deciding)
        .isEqualTo(Deciding.of(attached, statements.getFirst()))
        .hasSameHashCodeAs(Deciding.of(attached, statements.getFirst()))
        .isNotEqualTo(Deciding.of(attached, statements.getLast()))
        .isNotEqualTo(
            Deciding.of(
                new Attached(PolicyType.KEY, "B", attached.policy()), statements.getFirst()))
        .isNotEqualTo(
            Deciding.of(
                new Attached(PolicyType.RESOURCE, "C", attached.policy()), statements.getFirst()))
        .isNotEqualTo("AllowB0");
    var lower =
        Policy.parse(
            "\n" + attached.policy().toJson(), PolicyType.RESOURCE.kind(), Dialect.COLLECTED);
    assertThat(deciding)
        .isNotEqualTo(
            Deciding.of(
                new Attached(PolicyType.RESOURCE, "B", lower), lower.statements().getFirst()));
  }
}
