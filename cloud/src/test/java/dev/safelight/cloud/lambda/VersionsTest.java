package dev.safelight.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Caller;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

class VersionsTest {
  private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:echo";

  @TempDir Path temporary;
  private World world;

  @BeforeEach
  void open() {
    world = new World(temporary.resolve("data")).with("echo");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private PublishVersionResponse publish() {
    return (PublishVersionResponse)
        world.call(PublishVersionRequest.builder().functionName("echo").build());
  }

  private void describe(String environment) {
    world.call(
        UpdateFunctionConfigurationRequest.builder()
            .functionName("echo")
            .environment(e -> e.variables(Map.of("WHICH", environment)))
            .build());
  }

  private GetFunctionConfigurationResponse configuration(String reference) {
    return (GetFunctionConfigurationResponse)
        world.call(GetFunctionConfigurationRequest.builder().functionName(reference).build());
  }

  private CreateAliasResponse alias(String name, String version) {
    return (CreateAliasResponse)
        world.call(
            CreateAliasRequest.builder()
                .functionName("echo")
                .name(name)
                .functionVersion(version)
                .build());
  }

  @Test
  void aVersionStaysAsItWasPublished() {
    describe("one");
    var first = publish();
    assertThat(first.version()).isEqualTo("1");
    assertThat(first.functionArn()).isEqualTo(ARN + ":1");
    describe("two");
    assertThat(configuration("echo:1").environment().variables()).containsEntry("WHICH", "one");
    assertThat(configuration("echo").environment().variables()).containsEntry("WHICH", "two");
    assertThat(configuration("echo").version()).isEqualTo("$LATEST");
    assertThat(configuration(ARN + ":1").functionArn()).isEqualTo(ARN + ":1");
  }

  @Test
  void publishingWhatHasNotChangedGivesTheVersionThatIsThere() {
    assertThat(publish().version()).isEqualTo("1");
    assertThat(publish().version()).isEqualTo("1");
    describe("two");
    assertThat(publish().version()).isEqualTo("2");
    assertThatThrownBy(() ->
            world.call(
                PublishVersionRequest.builder().functionName("echo").codeSha256("x").build()))
        .hasMessageContaining("CodeSHA256 (x) is different from current CodeSHA256 in $LATEST (");
  }

  @Test
  void numbersAreNotUsedAgain() {
    publish();
    world.call(DeleteFunctionRequest.builder().functionName("echo").build());
    world.with("echo");
    assertThat(publish().version()).isEqualTo("2");
  }

  @Test
  void aFunctionMayBePublishedAsItIsMadeAndUpdated() {
    var created =
        (CreateFunctionResponse) world.call(World.request("born", "echo").publish(true).build());
    assertThat(created.version()).isEqualTo("1");
    var updated =
        (UpdateFunctionCodeResponse)
            world.call(
                UpdateFunctionCodeRequest.builder()
                    .functionName("born")
                    .zipFile(
                        SdkBytes.fromByteArray(
                            TestFunction.zip().with("more", Zip.FILE, "x").bytes()))
                    .publish(true)
                    .build());
    assertThat(updated.version()).isEqualTo("2");
  }

  @Test
  void versionsShareTheirPackageUntilTheLastOneGoes() {
    var before = world.objectFiles();
    publish();
    assertThat(world.objectFiles()).isEqualTo(before);
    world.call(
        UpdateFunctionCodeRequest.builder()
            .functionName("echo")
            .zipFile(SdkBytes.fromByteArray(TestFunction.zip().with("more", Zip.FILE, "x").bytes()))
            .build());
    assertThat(world.objectFiles()).hasSize(2).containsAll(before);
    world.call(DeleteFunctionRequest.builder().functionName("echo").qualifier("1").build());
    assertThat(world.objectFiles()).hasSize(1).doesNotContainAnyElementsOf(before);
    publish();
    world.call(DeleteFunctionRequest.builder().functionName("echo").build());
    assertThat(world.objectFiles()).isEmpty();
  }

  @Test
  void aVersionRunsAsItself() {
    world.call(
        World.request("show", "environment")
            .environment(e -> e.variables(Map.of("WHICH", "one")))
            .build());
    world.call(PublishVersionRequest.builder().functionName("show").build());
    world.call(
        UpdateFunctionConfigurationRequest.builder()
            .functionName("show")
            .environment(e -> e.variables(Map.of("WHICH", "two")))
            .build());
    world.call(
        CreateAliasRequest.builder()
            .functionName("show")
            .name("live")
            .functionVersion("1")
            .build());
    world.started();
    for (var reference : List.of("show:1", "show:live", ARN.replace("echo", "show") + ":live")) {
      var answer = invoke(reference);
      assertThat(answer.executedVersion()).isEqualTo("1");
      assertThat(answer.payload().asUtf8String())
          .contains("WHICH=one")
          .contains("AWS_LAMBDA_FUNCTION_VERSION=1");
    }
    assertThat(invoke("show").executedVersion()).isEqualTo("$LATEST");
    assertThat(invoke("show:$LATEST").payload().asUtf8String()).contains("WHICH=two");
    assertThat(world.lambda.sandboxes().size()).isEqualTo(2);
  }

  private InvokeResponse invoke(String reference) {
    return (InvokeResponse)
        world.call(
            InvokeRequest.builder()
                .functionName(reference)
                .payload(SdkBytes.fromUtf8String("{}"))
                .build());
  }

  @Test
  void anAliasMeansTheVersionThatItWasGivenLast() {
    describe("one");
    publish();
    var created = alias("live", "1");
    assertThat(created.aliasArn()).isEqualTo(ARN + ":live");
    assertThat(configuration("echo:live").version()).isEqualTo("1");
    describe("two");
    publish();
    world.call(
        UpdateAliasRequest.builder()
            .functionName("echo")
            .name("live")
            .functionVersion("2")
            .revisionId(created.revisionId())
            .build());
    assertThat(configuration("echo:live").environment().variables()).containsEntry("WHICH", "two");
    assertThatThrownBy(() ->
            world.call(
                UpdateAliasRequest.builder()
                    .functionName("echo")
                    .name("live")
                    .revisionId(created.revisionId())
                    .build()))
        .hasMessageContaining("PreconditionFailedException");
    alias("newest", "$LATEST");
    var all =
        (ListAliasesResponse) world.call(ListAliasesRequest.builder().functionName("echo").build());
    assertThat(all.aliases())
        .extracting(AliasConfiguration::name)
        .containsExactly("live", "newest");
    world.call(DeleteAliasRequest.builder().functionName("echo").name("live").build());
    assertThatThrownBy(
            () -> world.call(GetAliasRequest.builder().functionName("echo").name("live").build()))
        .hasMessage("ResourceNotFoundException: Cannot find alias arn: " + ARN + ":live");
  }

  @Test
  void whatIsWrongWithAnAliasIsSaid() {
    publish();
    alias("live", "1");
    assertThatThrownBy(() -> alias("live", "1"))
        .hasMessage("ResourceConflictException: Alias already exists: " + ARN + ":live");
    assertThatThrownBy(() -> alias("other", "9"))
        .hasMessage("ResourceNotFoundException: Function not found: " + ARN + ":9");
    assertThatThrownBy(() -> alias("17", "1")).hasMessageContaining("ValidationException");
    assertThatThrownBy(() -> alias("a", "live")).hasMessageContaining("ValidationException");
    assertThatThrownBy(() ->
            world.call(
                CreateAliasRequest.builder()
                    .functionName("echo")
                    .name("split")
                    .functionVersion("1")
                    .routingConfig(r -> r.additionalVersionWeights(Map.of("1", 0.5)))
                    .build()))
        .hasMessageContaining("RoutingConfig is not supported by this environment");
    assertThatThrownBy(() ->
            world.call(DeleteFunctionRequest.builder().functionName("echo").qualifier("1").build()))
        .hasMessageContaining("ResourceConflictException");
    assertThatThrownBy(() ->
            world.call(
                DeleteFunctionRequest.builder().functionName("echo").qualifier("$LATEST").build()))
        .hasMessageContaining("$LATEST version cannot be deleted without deleting the function.");
    assertThatThrownBy(() ->
            world.call(UpdateFunctionConfigurationRequest.builder().functionName("echo:1").build()))
        .hasMessageContaining("Aliases and versions do not support this operation.");
    assertThatThrownBy(() ->
            world.call(
                GetFunctionConfigurationRequest.builder()
                    .functionName("echo:1")
                    .qualifier("live")
                    .build()))
        .hasMessageContaining("The derived qualifier from the function name does not match");
  }

  private static final Caller S3 = new Caller.Service("s3.amazonaws.com", Map.of());

  @Test
  void eachQualifierHasAPolicyOfItsOwn() {
    publish();
    alias("live", "1");
    world.call(
        AddPermissionRequest.builder()
            .functionName("echo")
            .qualifier("live")
            .statementId("s3")
            .action("lambda:InvokeFunction")
            .principal("s3.amazonaws.com")
            .build());
    assertThat(world.would(S3, Access.to("lambda:InvokeFunction", ARN + ":live"))).isTrue();
    assertThat(world.would(S3, Access.to("lambda:InvokeFunction", ARN + ":1"))).isFalse();
    assertThat(world.would(S3, Access.to("lambda:InvokeFunction", ARN))).isFalse();
    assertThatThrownBy(() -> world.call(GetPolicyRequest.builder().functionName("echo").build()))
        .hasMessageContaining("ResourceNotFoundException");
    assertThatThrownBy(() ->
            world.call(
                AddPermissionRequest.builder()
                    .functionName("echo")
                    .qualifier("$LATEST")
                    .statementId("s3")
                    .action("lambda:InvokeFunction")
                    .principal("s3.amazonaws.com")
                    .build()))
        .hasMessageContaining("We currently do not support adding policies for $LATEST.");
    world.call(DeleteAliasRequest.builder().functionName("echo").name("live").build());
    alias("live", "1");
    assertThat(world.would(S3, Access.to("lambda:InvokeFunction", ARN + ":live"))).isFalse();
  }

  @Test
  void versionsAreListed() {
    publish();
    describe("two");
    publish();
    var first =
        (ListVersionsByFunctionResponse)
            world.call(
                ListVersionsByFunctionRequest.builder().functionName("echo").maxItems(2).build());
    assertThat(first.versions())
        .extracting(one -> one.version() + " " + one.functionArn())
        .containsExactly("$LATEST " + ARN + ":$LATEST", "1 " + ARN + ":1");
    var second =
        (ListVersionsByFunctionResponse)
            world.call(
                ListVersionsByFunctionRequest.builder()
                    .functionName("echo")
                    .marker(first.nextMarker())
                    .build());
    assertThat(second.versions()).extracting(one -> one.version()).containsExactly("2");
    assertThat(
            ((ListFunctionsResponse)
                    world.call(ListFunctionsRequest.builder().functionVersion("ALL").build()))
                .functions())
        .hasSize(3);
  }

  @Test
  void tagsArePutTakenAndShown() {
    var revision = configuration("echo").revisionId();
    world.call(TagResourceRequest.builder().resource(ARN).tags(Map.of("a", "1", "b", "2")).build());
    world.call(UntagResourceRequest.builder().resource(ARN).tagKeys("a").build());
    assertThat(
            ((ListTagsResponse) world.call(ListTagsRequest.builder().resource(ARN).build())).tags())
        .isEqualTo(Map.of("b", "2"));
    assertThat(configuration("echo").revisionId()).isEqualTo(revision);
    assertThatThrownBy(() ->
            world.call(
                TagResourceRequest.builder().resource(ARN + ":1").tags(Map.of("a", "1")).build()))
        .hasMessageContaining("Tags on function aliases and versions are not supported.");
    assertThatThrownBy(() ->
            world.call(
                TagResourceRequest.builder().resource(ARN).tags(Map.of("aws:x", "1")).build()))
        .hasMessageContaining("InvalidParameterValueException");
  }
}
