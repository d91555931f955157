package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cli.api.Aws;
import dev.safelight.cli.deploy.Deploying;
import dev.safelight.cli.deploy.Refused;
import dev.safelight.cli.deploy.Stacks;
import dev.safelight.cli.deploy.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `deploy` by somebody who has only what docs/deploy.md says that a deployer needs.
class DeployTest {
  @RegisterExtension static final Environment HERE = new Environment();

  /// The policy as it stands in the document: its first JSON block.
  private static String policy() throws IOException {
    var text = Files.readString(Built.root().resolve("docs/deploy.md"));
    int begin = text.indexOf("```json\n") + 8;
    return text.substring(begin, text.indexOf("```", begin));
  }

  private static Aws user(String name, String policy) {
    var iam = HERE.admin().iam();
    iam.createUser(u -> u.userName(name));
    // A managed policy: an inline one of a user may have 2,048 characters.
    var managed = iam.createPolicy(p -> p.policyName("Deploys-" + name).policyDocument(policy));
    iam.attachUserPolicy(a -> a.userName(name).policyArn(managed.policy().arn()));
    var key = iam.createAccessKey(k -> k.userName(name)).accessKey();
    return HERE.place().admin().as(key.accessKeyId(), key.secretAccessKey(), "");
  }

  @Test
  void whoHasOnlyTheDocumentsPolicyDeploysUpdatesAndDeletes() throws IOException {
    var before = Inventory.of(HERE.admin());
    var deployer = user("deployer", policy());
    var follower = new OwnStack.Follower(Terminal.Answer.YES);
    var made = OwnStack.deploy(deployer, Built.template(), "photos", Map.of(), follower);
    assertThat(made.status()).as(follower.toString()).isEqualTo("CREATE_COMPLETE");
    assertThat(follower.said)
        .anyMatch(
            it -> it.startsWith("Making the bucket safelight-artifacts-123456789012-us-east-1"))
        .anyMatch(it ->
            it.contains(
                "gains s3:GetObject on arn:aws:s3:::photos-photos-123456789012/originals/*"))
        .contains("Do it? This acknowledges CAPABILITY_NAMED_IAM, since IAM is changed");
    for (var update :
        List.of(
            Map.of("MemorySize", "512", "Timeout", "60", "LogRetention", "30"),
            Map.of("AccessModel", "Both"),
            Map.of("AccessModel", "RolePolicy", "NarrowTrust", "true"),
            Map.of("Renditions", "a=10x10", "PermanentFailures", "Fail"))) {
      var updated = OwnStack.deploy(deployer, "photos", update);
      assertThat(updated.status()).isEqualTo("UPDATE_COMPLETE");
    }
    new Stacks(deployer, "photos").delete();
    Await.until(
        "the end of the stack",
        () -> new Stacks(deployer, "photos").find(made.id()).orElseThrow().status(),
        it -> !it.endsWith("_IN_PROGRESS"));
    assertThat(new Stacks(deployer, "photos").find(made.id()).orElseThrow().status())
        .isEqualTo("DELETE_COMPLETE");
    var left = new TreeSet<>(Inventory.of(HERE.admin()));
    left.removeAll(before);
    assertThat(left)
        .containsExactly(
            "bucket photos-photos-123456789012",
            "bucket safelight-artifacts-123456789012-us-east-1",
            "policy arn:aws:iam::123456789012:policy/Deploys-deployer",
            "user deployer");
  }

  @Test
  void whatTheDocumentSaysIsNeededIsNeeded() throws IOException {
    var without =
        user("without-pass-role", policy().replace("\"iam:PassRole\"", "\"iam:GetRole\""));
    var before = Inventory.of(HERE.admin());
    assertThatThrownBy(() -> OwnStack.deploy(without, "photos", Map.of()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(
            "iam:PassRole on resource: arn:aws:iam::123456789012:role/LambdaThumbRole")
        .hasMessageContaining("Whoever deploys needs iam:PassRole on");
    var stacks = new Stacks(HERE.place().admin(), "photos");
    assertThat(stacks.find().orElseThrow().status()).isEqualTo("ROLLBACK_COMPLETE");
    var after = new TreeSet<>(Inventory.of(HERE.admin()));
    after.removeAll(before);
    after.remove("bucket safelight-artifacts-123456789012-us-east-1");
    assertThat(after).isEmpty();
    stacks.delete();
    Await.until("its end", () -> stacks.find().isPresent(), there -> !there);
  }

  @Test
  void whoSaysNoLeavesNothingAndWhoIsNotThereLeavesTheChangeSet() {
    var admin = HERE.place().admin();
    var before = Inventory.of(HERE.admin());
    var no = new OwnStack.Follower(Terminal.Answer.NO);
    assertThat(OwnStack.run(admin, Built.template(), "unwanted", Map.of(), no))
        .isEqualTo(new Deploying.End.Shown(""));
    assertThat(new Stacks(admin, "unwanted").find()).isEmpty();
    var nobody = new OwnStack.Follower(Terminal.Answer.NOBODY);
    var shown = OwnStack.run(admin, Built.template(), "later", Map.of("RoleName", "Later"), nobody);
    assertThat(shown)
        .isInstanceOfSatisfying(
            Deploying.End.Shown.class,
            it -> {
              assertThat(it.changeSet()).contains(":changeSet/");
              new Stacks(admin, "later").execute(it.changeSet());
            });
    Await.until(
        "what was shown and executed later",
        () -> new Stacks(admin, "later").find().orElseThrow().status(),
        "CREATE_COMPLETE"::equals);
    var made = new TreeSet<>(Inventory.of(HERE.admin()));
    made.removeAll(before);
    assertThat(made).noneMatch(it -> it.contains("unwanted"));
  }

  @Test
  void whatIsWrongWithATemplateIsSaidBeforeAnythingIsSent() throws IOException {
    var admin = HERE.place().admin();
    var file =
        Files.writeString(
            HERE.folder().resolve("wrong.yaml"),
            Files.readString(Built.template()).replace("!Ref RoleName", "!Ref RollName"));
    int calls = HERE.cloud().trail(1000).size();
    assertThatThrownBy(() ->
            OwnStack.run(
                admin, file, "wrong", Map.of(), new OwnStack.Follower(Terminal.Answer.YES)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wrong.yaml: line ")
        .hasMessageContaining("Unresolved resource dependencies [RollName]");
    assertThat(HERE.cloud().trail(1000)).hasSize(calls);
  }
}
