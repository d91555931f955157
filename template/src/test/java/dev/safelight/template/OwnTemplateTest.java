package dev.safelight.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.safelight.template.document.Document;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.resolve.Resolved;
import dev.safelight.template.schema.Checker;
import dev.safelight.template.schema.Schemas;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The product's template.yaml.
class OwnTemplateTest {
  private static final Checker CHECKER = new Checker(Schemas.load());

  @ParameterizedTest
  @CsvSource({"BucketPolicy, 3, false", "RolePolicy, 1, true", "Both, 3, true"})
  void accessIsGrantedWhereTheModelSays(String model, int statements, boolean byRole) {
    var resolved = Sample.resolve(Sample.packaged(), Map.of("AccessModel", model));
    CHECKER.check(resolved);
    var policy =
        (Node.Items) Sample.property(resolved, "PhotosPolicy", "PolicyDocument", "Statement");
    assertThat(policy.list()).hasSize(statements);
    assertThat(resolved.resources().containsKey("PhotosGrant")).isEqualTo(byRole);
    assertThat(Document.json(policy.list().getLast())).contains("\"Deny\"", "aws:SecureTransport");
  }

  @Test
  void aloneTheRoleHasItsLogsAndItsQueueAndNothingOfS3() {
    var resolved = Sample.resolve(Sample.packaged(), Map.of());
    var role = Document.json(resolved.resources().get("LambdaThumbRole").properties());
    var grant = Document.json(resolved.resources().get("FailedGrant").properties());
    assertThat(role + grant).doesNotContain("s3:");
    assertThat(role).contains("logs:PutLogEvents").doesNotContain("aws:SourceAccount");
    assertThat(grant).contains("\"sqs:SendMessage\"");
    assertThat(
            Document.json(
                Sample.resolve(Sample.packaged(), Map.of("NarrowTrust", "true"))
                    .resources()
                    .get("LambdaThumbRole")
                    .properties()))
        .contains("{\"StringEquals\":{\"aws:SourceAccount\":\"123456789012\"}}");
  }

  @Test
  void namesDeriveFromTheStackAndTheLongestNameFits() {
    var resolved = Sample.resolve(Sample.packaged(), Map.of());
    assertThat(text(resolved, "Photos", "BucketName")).isEqualTo("photos-photos-123456789012");
    assertThat(text(resolved, "Thumbnailer", "FunctionName")).isEqualTo("photos-thumbnailer");
    assertThat(text(resolved, "Logs", "LogGroupName")).isEqualTo("/aws/lambda/photos-thumbnailer");
    assertThat(text(resolved, "Failed", "QueueName")).isEqualTo("photos-failed");
    assertThat(text(resolved, "LambdaThumbRole", "RoleName")).isEqualTo("LambdaThumbRole");
    assertThat("x".repeat(43) + "-photos-123456789012").hasSize(63);
  }

  @Test
  void nothingIsReservedUnlessAsked() {
    assertThat(
            Sample.resolve(Sample.packaged(), Map.of())
                .resources()
                .get("Thumbnailer")
                .properties()
                .get("ReservedConcurrentExecutions"))
        .isEmpty();
    var asked = Sample.resolve(Sample.packaged(), Map.of("ReservedConcurrency", "5"));
    CHECKER.check(asked);
    assertThat(text(asked, "Thumbnailer", "ReservedConcurrentExecutions")).isEqualTo("5");
  }

  @Test
  void theBucketComesAfterThePermissionAndTheDestinationAfterItsGrant() {
    var graph = Sample.resolve(Sample.packaged(), Map.of("AccessModel", "Both")).graph();
    assertThat(graph.needs("Photos")).contains("Permission", "Thumbnailer");
    assertThat(graph.needs("WhenFailed")).contains("FailedGrant");
    assertThat(graph.waves().getFirst()).containsExactly("Logs", "Failed");
    assertThat(graph.waves().getLast()).containsExactly("PhotosPolicy");
  }

  @Test
  void itNeedsTheNamedCapability() {
    var resources = Sample.resolve(Sample.packaged(), Map.of()).resources().values();
    var capabilities = Capabilities.of(resources);
    assertThat(capabilities.needed()).containsExactly("CAPABILITY_NAMED_IAM");
    assertThat(capabilities.types()).containsExactly("AWS::IAM::Policy", "AWS::IAM::Role");
    assertThat(capabilities.areIn(Set.of("CAPABILITY_IAM"))).isFalse();
    assertThat(capabilities.areIn(Set.of("CAPABILITY_NAMED_IAM"))).isTrue();
    assertThat(capabilities.message()).isEqualTo("Requires capabilities : [CAPABILITY_NAMED_IAM]");
  }

  @Test
  void unpackagedItsCodeIsAPathAndNothingElseIsWrong() {
    var resolved = Sample.resolve(Sample.own(), Map.of());
    var problems =
        resolved.resources().values().stream().flatMap(each -> CHECKER.properties(each).stream());
    assertThat(problems)
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.path()).isEqualTo("Resources/Thumbnailer/Properties/Code");
          assertThat(problem.message())
              .endsWith("#/Code: expected type: JSONObject, found: String");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RoleName=a/b",
        "NarrowTrust=maybe",
        "MemorySize=127",
        "MemorySize=10241",
        "Timeout=0",
        "Architecture=sparc",
        "ReservedConcurrency=many",
        "LogRetention=13",
        "AlarmTopic=topic",
        "AccessModel=Neither",
        "Renditions=",
        "Runtime=java21"
      })
  void parametersAreGuarded(String pair) {
    var given = pair.split("=", -1);
    assertThatExceptionOfType(InvalidTemplate.class)
        .isThrownBy(() -> Sample.resolve(Sample.packaged(), Map.of(given[0], given[1])));
  }

  @Test
  void everyOmissionHasItsReason() {
    var omitted =
        (Node.Items)
            ((Node.Fields) Sample.template(Sample.own()).metadata().get("Safelight").get())
                .get("Omitted")
                .get();
    assertThat(omitted.list())
        .hasSizeGreaterThan(4)
        .allSatisfy(each ->
            assertThat(((Node.Fields) each).map()).containsOnlyKeys("What", "Why", "Checks"));
  }

  @Test
  void theClassicMistakeWouldBeACycle() {
    var cyclic =
        Sample.packaged().replaceFirst("SourceArn: !Sub .*", "SourceArn: !GetAtt Photos.Arn");
    assertThatExceptionOfType(InvalidTemplate.class)
        .isThrownBy(() -> Sample.resolve(cyclic, Map.of()))
        .withMessage("Circular dependency between resources: [Permission, Photos]");
  }

  private static String text(Resolved resolved, String resource, String property) {
    return ((Node.Scalar) Sample.property(resolved, resource, property)).text();
  }
}
