package dev.safelight.policy.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
