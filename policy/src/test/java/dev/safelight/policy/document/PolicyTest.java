package dev.safelight.policy.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.policy.Attached;
import dev.safelight.policy.Context;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.Requester;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  private static final String STATEMENT =
      "{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}";
  private static final String PLAIN =
      "{\"Version\":\"2012-10-17\",\"Statement\":[" + STATEMENT + "]}";

  private static Policy of(String json) throws MalformedPolicy {
    return Policy.parse(json, Kind.IDENTITY);
  }

  @Test
  void policiesAreEqualWhereAllOfThemIs() throws MalformedPolicy {
    var named = PLAIN.replace("\"Statement\"", "\"Id\":\"mine\",\"Statement\"");
    assertThat(of(PLAIN)).isEqualTo(of(PLAIN)).hasSameHashCodeAs(of(PLAIN));
    assertThat(of(named).id()).isEqualTo("mine");
    for (var other :
        List.of(
            named,
            PLAIN.replace("2012-10-17", "2008-10-17"),
            PLAIN.replace("GetObject", "PutObject"),
            PLAIN.replace("{\"Effect\"", "{\"Sid\":\"one\",\"Effect\""))) {
      assertThat(of(other)).isNotEqualTo(of(PLAIN));
      assertThat(of(other).hashCode()).isNotEqualTo(of(PLAIN).hashCode());
    }
    assertThat(of(PLAIN)).isNotEqualTo(PLAIN);
  }

  /// Nothing is said that was not.
  @Test
  void aPolicyIsPrintedAsItWasWritten() throws MalformedPolicy {
    assertThat(of(PLAIN)).hasToString(PLAIN);
    var named = PLAIN.replace("\"Statement\"", "\"Id\":\"mine\",\"Statement\"");
    assertThat(of(named)).hasToString(named);
    var said = PLAIN.replace("{\"Effect\"", "{\"Sid\":\"one\",\"Effect\"");
    assertThat(of(said)).hasToString(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one two", "one-two", "ö", "\u0080", "one_"})
  void sidsOfIdentityPoliciesAreLettersAndDigits(String sid) throws MalformedPolicy {
    var said = PLAIN.replace("{\"Effect\"", "{\"Sid\":\"" + sid + "\",\"Effect\"");
    assertThatThrownBy(() -> of(said)).hasMessageContaining("must be letters and digits");
    var elsewhere = said.replace("\"Effect\"", "\"Principal\":\"*\",\"Effect\"");
    assertThat(
            Policy.parse(
                    elsewhere.replace("\"Resource\":\"*\"", "\"Resource\":\"arn:aws:s3:::b/*\""),
                    Kind.RESOURCE)
                .statements()
                .getFirst()
                .sid())
        .isEqualTo(sid);
  }

  /// Which AWS attaches itself.
  @Test
  void oneResourceControlPolicyAloneAllows() throws MalformedPolicy {
    var own =
        PLAIN
            .replace("s3:GetObject", "*")
            .replace("{\"Effect\"", "{\"Sid\":\"RCPFullAWSAccess\",\"Principal\":\"*\",\"Effect\"");
    assertThat(Policy.parse(own, Kind.RESOURCE_CONTROL).statements()).hasSize(1);
    var other = own.replace("RCPFullAWSAccess", "Mine");
    assertThatThrownBy(() -> Policy.parse(other, Kind.RESOURCE_CONTROL))
        .hasMessageContaining("must be Deny");
  }

  /// More than are looked at one by one: each is found by its name, whoever names everybody by
  /// none.
  @Test
  void everyOneOfManyPrincipalsIsFound() throws MalformedPolicy {
    for (int size : new int[] {7, 8, 9, 40}) {
      var named =
          IntStream.range(0, size)
              .mapToObj(i -> "\"arn:aws:iam::123456789012:user/u" + i + "\"")
              .collect(Collectors.joining(","));
      var policy =
          Policy.parse(
              PLAIN.replace(
                  "\"Effect\"",
                  "\"Principal\":{\"AWS\":[" + named + ",\"210987654321\"]},\"Effect\""),
              Kind.RESOURCE);
      for (int i = 0; i < size; i++) {
        assertThat(allows(policy, "arn:aws:iam::123456789012:user/u" + i)).isTrue();
      }
      assertThat(allows(policy, "arn:aws:iam::123456789012:user/u" + size)).isFalse();
      var principals =
          ((Principals.Named) policy.statements().getFirst().principals()).principals();
      assertThat(principals).hasSize(size + 1);
      assertThat(principals.getLast()).isEqualTo(new Principal.Account("210987654321"));
      assertThat(principals.get(3))
          .isEqualTo(new Principal.Entity("arn:aws:iam::123456789012:user/u3"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "Resource":"arn:aws:s3" | must be an ARN of six parts
          "Resource":"*","Condition":{"StringEquals":{":x":"y"}} | a condition key has a prefix
          "Resource":"*","Condition":{"StringEquals":{"a:x":null}} | must be a string, a number or a boolean, was null
          "Resource":"*","Condition":{"StringEquals":{"a:x":{}}} | must be a string, a number or a boolean, was an object
          """)
  void whatABucketsPolicyMustSpellOutIsRefused(String element, String message) {
    var wrong =
        PLAIN
            .replace("\"Resource\":\"*\"", element)
            .replace("\"Effect\"", "\"Principal\":\"*\",\"Effect\"");
    assertThatThrownBy(() -> Policy.parse(wrong, Kind.RESOURCE)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {":GetObject", "s3:", "s3", "ö:GetObject", "\u0080:GetObject"})
  void anActionHasAServiceAndAName(String action) {
    assertThatThrownBy(() -> of(PLAIN.replace("s3:GetObject", action)))
        .hasMessageContaining("must be \"*\" or a service and an action");
  }

  @Test
  void aPrincipalHasNoWildcardOfOneCharacter() {
    var wrong = PLAIN.replace("\"Effect\"", "\"Principal\":{\"AWS\":\"?bc\"},\"Effect\"");
    assertThatThrownBy(() -> Policy.parse(wrong, Kind.RESOURCE))
        .hasMessageContaining("a principal has no wildcards");
  }

  private static boolean allows(Policy policy, String user) {
    return Engine.decide(
            new Query(
                new Requester.User(user, "123456789012"),
                "s3:GetObject",
                "arn:aws:s3:::b/k",
                "123456789012",
                Context.empty(),
                List.of(new Attached(PolicyType.RESOURCE, "bucket", policy))))
        .allows();
  }
}
