package dev.safelight.policy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.match.Wildcard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Catalogue CATALOGUE = Catalogue.snapshot();

  @Test
  void theCommittedSnapshotReadsHasTwelveServicesAndIsSmall() throws IOException {
    assertThat(CATALOGUE.covered())
        .containsExactlyInAnyOrder(
            "cloudformation",
            "cloudtrail",
            "ec2",
            "events",
            "iam",
            "kms",
            "lambda",
            "logs",
            "s3",
            "secretsmanager",
            "sqs",
            "sts");
    for (var prefix : CATALOGUE.covered()) {
      var service = CATALOGUE.service(prefix).orElseThrow();
      assertThat(service.actions()).as(prefix).hasSizeGreaterThan(10);
      assertThat(service.resourceTypes()).as(prefix).isNotEmpty();
      assertThat(service.actions()).allSatisfy(it -> assertThat(it.levels()).isNotEmpty());
    }
    var file = Path.of("src/main/resources/dev/safelight/policy/catalogue/snapshot.gz");
    assertThat(Files.size(file)).isBetween(10_000L, 32_768L);
  }

  /// So that the notice and the lock cannot fall behind.
  @Test
  void itIsMadeFromThePackageThatTheLockPins() throws IOException {
    var name = CATALOGUE.source().substring(0, CATALOGUE.source().indexOf(' '));
    var version = CATALOGUE.source().substring(name.length() + 1);
    assertThat(Files.readString(Path.of("snapshot/package.json")))
        .contains("\"" + name + "\": \"" + version + "\"");
    assertThat(Files.readString(Path.of("../NOTICE"))).contains(name + " " + version);
  }

  @Test
  void actionsAreFoundWhateverTheirCase() {
    var action = CATALOGUE.action("S3:getobject").orElseThrow();
    assertThat(action.spelling()).isEqualTo("s3:GetObject");
    assertThat(action.levels()).containsExactly(AccessLevel.READ);
    assertThat(CATALOGUE.action("s3:GetObjects")).isEmpty();
    assertThat(CATALOGUE.action("GetObject")).isEmpty();
    assertThat(CATALOGUE.action("dynamodb:GetItem")).isEmpty();
    assertThat(CATALOGUE.action("s3:PutBucketPolicy").orElseThrow().levels())
        .isEqualTo(Set.of(AccessLevel.WRITE, AccessLevel.PERMISSIONS));
  }

  @Test
  void aPatternMeansTheActionsThatItFits() {
    var s3 = CATALOGUE.service("s3").orElseThrow();
    assertThat(s3.matching(Wildcard.ignoringCase("s3:GetObject*")))
        .extracting(Action::name)
        .contains("GetObject", "GetObjectAcl", "GetObjectVersion")
        .doesNotContain("PutObject");
    assertThat(s3.matching(Wildcard.ignoringCase("s3:Fetch*"))).isEmpty();
    assertThat(s3.matching(Wildcard.ignoringCase("*"))).hasSameSizeAs(s3.actions());
  }

  @Test
  void allServicesAreKnownByPrefix() {
    assertThat(CATALOGUE.services()).hasSizeGreaterThan(400);
    for (var prefix :
        Set.of(
            "dynamodb", "S3", "execute-api", "ec2messages", "ssmmessages", "cloudwatch", "sso")) {
      assertThat(CATALOGUE.isService(prefix)).as(prefix).isTrue();
    }
    assertThat(CATALOGUE.isService("s33")).isFalse();
    assertThat(CATALOGUE.service("dynamodb")).isEmpty();
  }

  @Test
  void resourceControlPoliciesReachSomeServices() {
    assertThat(CATALOGUE.controlled())
        .contains("s3", "sts", "kms", "sqs", "secretsmanager", "logs")
        .doesNotContain("iam", "lambda", "ec2")
        .isSubsetOf(CATALOGUE.services());
  }

  @Test
  void keysWithAPartOfTheirOwnAreFound() {
    var s3 = CATALOGUE.service("s3").orElseThrow();
    assertThat(s3.key("s3:existingobjecttag/Project").orElseThrow().name())
        .isEqualTo("s3:ExistingObjectTag/<key>");
    assertThat(s3.key("s3:ExistingObjectTag/")).isEmpty();
    assertThat(CATALOGUE.service("kms").orElseThrow().key("kms:EncryptionContext:App")).isPresent();
    assertThat(CATALOGUE.globalKey("aws:PrincipalTag/team")).isPresent();
    assertThat(CATALOGUE.globalKey("AWS:SOURCEIP").orElseThrow().type()).isEqualTo(KeyType.ADDRESS);
    assertThat(CATALOGUE.globalKey("aws:TagKeys").orElseThrow().multivalued()).isTrue();
    assertThat(CATALOGUE.globalKey("aws:PrincipalTag")).isEmpty();
  }

  @Test
  void anActionHasTheKeysOfItsResources() {
    var keys = CATALOGUE.action("ec2:TerminateInstances").orElseThrow().keys();
    assertThat(keys)
        .extracting(ConditionKey::name)
        .contains("ec2:InstanceType", "ec2:ResourceTag/${TagKey}", "aws:ResourceTag/${TagKey}")
        .doesNotContain("ec2:VolumeSize");
  }

  @Test
  void itIsSafeFromManyThreads() {
    var spellings =
        CATALOGUE.covered().parallelStream()
            .flatMap(prefix -> CATALOGUE.service(prefix).orElseThrow().actions().stream())
            .map(Action::spelling)
            .toList();
    assertThat(spellings).doesNotHaveDuplicates().hasSizeGreaterThan(1_500);
  }
}
