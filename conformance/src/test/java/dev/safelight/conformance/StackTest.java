package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cli.deploy.Deploying;
import dev.safelight.cli.deploy.Refused;
import dev.safelight.cli.deploy.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Safelight's own template as a stack: made by AWS's own command line, updated, replaced, rolled
/// back and deleted. Its waiters look every half minute, so the three stacks are made at once, and
/// the tests follow each other.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final List<String> MODELS = List.of("BucketPolicy", "RolePolicy", "Both");
  private static Outside outside;
  private static byte[] photo;
  private static Set<String> before;

  @BeforeAll
  static void deployEachModelWithTheCommandLine() throws Exception {
    outside = Outside.of(HERE);
    outside.assume("aws", "--version");
    photo = Files.readAllBytes(Built.photo());
    var home = Files.createDirectories(HERE.folder().resolve("project"));
    Files.copy(Built.template(), home.resolve("template.yaml"));
    Files.copy(
        Built.functionZip(),
        Files.createDirectories(home.resolve("target")).resolve("function.zip"));
    outside.run("aws", "s3", "mb", "s3://code-of-stacks");
    before = Inventory.of(HERE.admin());
    outside.run(
        "aws",
        "cloudformation",
        "package",
        "--template-file",
        home.resolve("template.yaml").toString(),
        "--s3-bucket",
        "code-of-stacks",
        "--output-template-file",
        home.resolve("packaged.yaml").toString());
    try (var atOnce = Executors.newVirtualThreadPerTaskExecutor()) {
      var deployments =
          MODELS.stream()
              .<Callable<String>>map(model -> () -> deploy(home.resolve("packaged.yaml"), model))
              .toList();
      for (var deployed : atOnce.invokeAll(deployments)) {
        assertThat(deployed.get()).contains("Successfully created/updated stack");
      }
    }
  }

  private static String deploy(Path packaged, String model) {
    return outside.run(
        "aws",
        "cloudformation",
        "deploy",
        "--template-file",
        packaged.toString(),
        "--stack-name",
        stack(model),
        "--capabilities",
        "CAPABILITY_NAMED_IAM",
        "--parameter-overrides",
        "AccessModel=" + model,
        "RoleName=" + role(model),
        "Architecture=" + OwnStack.HERE.get("Architecture"));
  }

  private static String stack(String model) {
    return "by-" + model.toLowerCase(java.util.Locale.ROOT);
  }

  private static String role(String model) {
    return "Thumb" + model;
  }

  private static String bucket(String stack) {
    return stack + "-photos-123456789012";
  }

  private static void requireThumbnail(String stack, String name) {
    var s3 = HERE.admin().s3();
    s3.putObject(
        o -> o.bucket(bucket(stack)).key("originals/" + name), RequestBody.fromBytes(photo));
    Await.until(
        "thumbnails/" + name + " of " + stack,
        () -> has(stack, "thumbnails/" + name),
        Boolean::booleanValue);
  }

  private static boolean has(String stack, String key) {
    try {
      HERE.admin().s3().headObject(o -> o.bucket(bucket(stack)).key(key));
      return true;
    } catch (S3Exception missing) {
      return false;
    }
  }

  private static String status(String stack) {
    return HERE.admin()
        .cloudFormation()
        .describeStacks(d -> d.stackName(stack))
        .stacks()
        .getFirst()
        .stackStatusAsString();
  }

  @Test
  @Order(1)
  void anUploadBecomesAThumbnailInEachAccessModel() {
    for (var model : MODELS) {
      assertThat(status(stack(model))).isEqualTo("CREATE_COMPLETE");
      requireThumbnail(stack(model), "photo.jpg");
    }
  }

  @Test
  @Order(2)
  void withoutItsBucketPolicyOnlyTheModelsWithARolePolicyGoOn() {
    for (var model : MODELS) {
      HERE.admin().s3().deleteBucketPolicy(p -> p.bucket(bucket(stack(model))));
    }
    for (var model : List.of("RolePolicy", "Both")) {
      requireThumbnail(stack(model), "after.jpg");
    }
    HERE.admin()
        .s3()
        .putObject(
            o -> o.bucket(bucket(stack("BucketPolicy"))).key("originals/after.jpg"),
            RequestBody.fromBytes(photo));
    Await.until(
        "the denial of the role that only the bucket's policy named",
        () ->
            HERE.cloud().trail(200).stream()
                .filter(it -> it.operation().equals("GetObject") && !it.succeeded())
                .filter(it -> it.caller().contains(":assumed-role/" + role("BucketPolicy") + "/"))
                .toList(),
        denied -> !denied.isEmpty());
    assertThat(has(stack("BucketPolicy"), "thumbnails/after.jpg")).isFalse();
  }

  @Test
  @Order(3)
  void memoryAndRenditionsAreUpdatedInPlace() {
    var name = stack("RolePolicy");
    var lambda = HERE.admin().lambda();
    var follower = new OwnStack.Follower(Terminal.Answer.YES);
    var updated =
        OwnStack.deploy(
            HERE.place().admin(),
            Built.template(),
            name,
            Map.of("MemorySize", "512", "Renditions", "small=64x64,wide=320x200:cover:webp"),
            follower);
    assertThat(updated.status()).as(follower.toString()).isEqualTo("UPDATE_COMPLETE");
    assertThat(follower.said).anyMatch(it -> it.matches("  change +Thumbnailer .*MemorySize.*"));
    assertThat(follower.said).contains("Nobody gains or loses anything by it.");
    var configuration = lambda.getFunctionConfiguration(f -> f.functionName(name + "-thumbnailer"));
    assertThat(configuration.memorySize()).isEqualTo(512);
    HERE.admin()
        .s3()
        .putObject(
            o -> o.bucket(bucket(name)).key("originals/two.jpg"), RequestBody.fromBytes(photo));
    Await.until(
        "both renditions",
        () ->
            has(name, "thumbnails/two.jpg-small.jpg") && has(name, "thumbnails/two.jpg-wide.webp"),
        Boolean::booleanValue);
  }

  @Test
  @Order(4)
  void whatDoesNotDifferIsNoChange() {
    var follower = new OwnStack.Follower(Terminal.Answer.NO);
    var end =
        OwnStack.run(
            HERE.place().admin(), Built.template(), stack("RolePolicy"), Map.of(), follower);
    assertThat(end).isInstanceOf(Deploying.End.Same.class);
  }

  @Test
  @Order(5)
  void anotherRoleNameReplacesTheRoleAndTheFunctionWearsIt() {
    var name = stack("Both");
    var follower = new OwnStack.Follower(Terminal.Answer.YES);
    var updated =
        OwnStack.deploy(
            HERE.place().admin(),
            Built.template(),
            name,
            Map.of("RoleName", "ThumbReplaced"),
            follower);
    assertThat(updated.status()).as(follower.toString()).isEqualTo("UPDATE_COMPLETE");
    assertThat(follower.said).anyMatch(it -> it.startsWith("  replace  LambdaThumbRole"));
    assertThat(follower.said)
        .anyMatch(it -> it.contains("role arn:aws:iam::123456789012:role/ThumbReplaced"));
    var roles = HERE.admin().iam().listRoles().roles();
    assertThat(roles)
        .extracting(it -> it.roleName())
        .contains("ThumbReplaced")
        .doesNotContain("ThumbBoth");
    requireThumbnail(name, "replaced.jpg");
  }

  @Test
  @Order(6)
  void aFailingUpdateIsRolledBackAndTheStackWorksAsBefore() throws IOException {
    var name = stack("RolePolicy");
    var template =
        Files.writeString(
            HERE.folder().resolve("failing.yaml"),
            Files.readString(Built.template())
                .replace(
                    "Resources:\n",
                    """
                    Resources:
                      NotMine:
                        Type: AWS::S3::Bucket
                        DependsOn: Thumbnailer
                        Properties: { BucketName: code-of-stacks }
                    """));
    var follower = new OwnStack.Follower(Terminal.Answer.YES);
    assertThatThrownBy(() ->
            OwnStack.run(
                HERE.place().admin(),
                template,
                name,
                Map.of("MemorySize", "2048", "Renditions", "other=32x32"),
                follower))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("NotMine (AWS::S3::Bucket): ")
        .hasMessageContaining(
            "The stack " + name + " is as it was before (UPDATE_ROLLBACK_COMPLETE).");
    assertThat(
            HERE.admin()
                .lambda()
                .getFunctionConfiguration(f -> f.functionName(name + "-thumbnailer"))
                .memorySize())
        .isEqualTo(512);
    HERE.admin()
        .s3()
        .putObject(
            o -> o.bucket(bucket(name)).key("originals/again.jpg"), RequestBody.fromBytes(photo));
    Await.until(
        "the renditions of before",
        () -> has(name, "thumbnails/again.jpg-small.jpg"),
        Boolean::booleanValue);
  }

  @Test
  @Order(7)
  void aSecondStackWithTheFirstsRoleFailsAndLeavesTheFirstAlone() {
    var existing = Inventory.of(HERE.admin());
    assertThatThrownBy(() ->
            OwnStack.deploy(
                HERE.place().admin(), "second", Map.of("RoleName", role("BucketPolicy"))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("already exists")
        .hasMessageContaining("Give this stack its own")
        .hasMessageContaining("aws cloudformation delete-stack --stack-name second");
    assertThat(status("second")).isEqualTo("ROLLBACK_COMPLETE");
    var now = new HashSet<>(Inventory.of(HERE.admin()));
    now.removeIf(it -> it.startsWith("bucket safelight-artifacts-"));
    existing.removeIf(it -> it.startsWith("bucket safelight-artifacts-"));
    assertThat(now).isEqualTo(existing);
    assertThat(status(stack("BucketPolicy"))).isEqualTo("CREATE_COMPLETE");
    // As it is now it can only be deleted, and that is said.
    assertThatThrownBy(() ->
            OwnStack.deploy(HERE.place().admin(), "second", Map.of("RoleName", "ThumbSecond")))
        .hasMessageContaining("ROLLBACK_COMPLETE and can only be deleted");
    HERE.admin().cloudFormation().deleteStack(d -> d.stackName("second"));
    Await.until("its end", () -> gone("second"), Boolean::booleanValue);
    var second = OwnStack.deploy(HERE.place().admin(), "second", Map.of("RoleName", "ThumbSecond"));
    assertThat(second.status()).isEqualTo("CREATE_COMPLETE");
    requireThumbnail("second", "photo.jpg");
  }

  private static boolean gone(String stack) {
    try {
      return status(stack).equals("DELETE_COMPLETE");
    } catch (CloudFormationException missing) {
      return true;
    }
  }

  @Test
  @Order(8)
  void deletionLeavesNothingButWhatIsToStay() {
    var cfn = HERE.admin().cloudFormation();
    var stacks = new TreeSet<>(List.of("second"));
    MODELS.forEach(model -> stacks.add(stack(model)));
    for (var stack : stacks) {
      cfn.deleteStack(d -> d.stackName(stack));
    }
    for (var stack : stacks) {
      Await.until("the end of " + stack, () -> gone(stack), Boolean::booleanValue);
    }
    var left = new TreeSet<>(Inventory.of(HERE.admin()));
    left.removeAll(before);
    left.removeIf(it -> it.startsWith("bucket safelight-artifacts-"));
    // DeletionPolicy RetainExceptOnCreate: the photographs.
    assertThat(left)
        .containsExactlyElementsOf(stacks.stream().map(it -> "bucket " + bucket(it)).toList());
    assertThat(has("second", "thumbnails/photo.jpg")).isTrue();
    // A redeploy collides with it, and what to do is said.
    assertThatThrownBy(() ->
            OwnStack.deploy(HERE.place().admin(), "second", Map.of("RoleName", "ThumbSecond")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Photos (AWS::S3::Bucket)")
        .hasMessageContaining("kept by an earlier stack");
    assertThat(has("second", "thumbnails/photo.jpg")).isTrue();
  }
}
