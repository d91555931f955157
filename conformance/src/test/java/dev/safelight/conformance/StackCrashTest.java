package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/// The power goes while a stack is at work. Whatever the moment, the environment that runs again
/// ends what was begun: the stack is whole, or gone back, and has what it says.
///
/// `-Dsafelight.kills=50` for the long run; the moments come of a fixed seed, counted in answers of
/// the environment and not in time.
class StackCrashTest {
  private static final int KILLS = Integer.getInteger("safelight.kills", 5);
  private static final long SEED = 20261124;
  private static final Set<String> ENDS =
      Set.of("CREATE_COMPLETE", "ROLLBACK_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE");

  @TempDir Path folder;
  private String template = "";

  /// One line of the table.
  private record Row(int kill, String work, int answers, String killed, String ended) {
    @Override
    public String toString() {
      return "%3d  %-7s %4d  %-28s %s".formatted(kill, work, answers, killed, ended);
    }
  }

  @Test
  void whateverTheMomentAStackEndsWholeOrGoneBack() throws Exception {
    template = packaged();
    var random = new Random(SEED);
    var rows = new ArrayList<Row>();
    int most;
    try (var up = start()) {
      upload(up);
      most = answersOfOneDeployment(up);
    }
    var standing = "crash-0"; // What is updated: made by that one.
    for (int kill = 1; kill <= KILLS; kill++) {
      boolean update = kill % 3 == 0;
      var stack = update ? standing : "crash-" + kill;
      rows.add(kill(kill, stack, update, random.nextInt(update ? most / 3 + 1 : most + 1)));
      if (!update && rows.getLast().ended().equals("CREATE_COMPLETE")) {
        standing = stack;
      }
    }
    System.out.println("kill  work  answers  at the kill                  after the restart");
    rows.forEach(System.out::println);
    assertThat(rows).extracting(Row::ended).allMatch(ENDS::contains);
  }

  private Row kill(int number, String name, boolean update, int answers) throws Exception {
    String killed;
    try (var up = start()) {
      var cfn = up.admin().cloudFormation();
      begin(cfn, name, number, update);
      for (int answer = 0; answer < answers; answer++) {
        cfn.describeStackEvents(e -> e.stackName(name));
      }
      killed = stack(cfn, name).stackStatusAsString();
      up.kill();
    }
    try (var up = start()) {
      var admin = up.admin();
      var stack =
          Await.until(
              "an end of " + name + " after kill " + number,
              () -> stack(admin.cloudFormation(), name),
              it -> !it.stackStatusAsString().endsWith("_IN_PROGRESS"));
      requireTrue(admin, stack);
      return new Row(
          number, update ? "update" : "create", answers, killed, stack.stackStatusAsString());
    }
  }

  private void begin(CloudFormationClient cfn, String name, int number, boolean update) {
    var parameters =
        List.of(
            parameter("RoleName", "Role-" + name),
            parameter("Architecture", OwnStack.HERE.get("Architecture")),
            parameter("MemorySize", String.valueOf(512 + number)));
    if (update) {
      cfn.updateStack(u ->
          u.stackName(name)
              .templateBody(template)
              .parameters(parameters)
              .capabilities(Capability.CAPABILITY_NAMED_IAM));
    } else {
      cfn.createStack(c ->
          c.stackName(name)
              .templateBody(template)
              .parameters(parameters)
              .capabilities(Capability.CAPABILITY_NAMED_IAM));
    }
  }

  /// What a stack says that it has is there, and what it has gone back from is not.
  private static void requireTrue(SdkClients admin, Stack stack) {
    var name = stack.stackName();
    var there = Inventory.of(admin).stream().filter(it -> it.contains(name)).toList();
    if (stack.stackStatusAsString().equals("ROLLBACK_COMPLETE")) {
      assertThat(there).as(name + " has gone back").isEmpty();
      return;
    }
    assertThat(there)
        .as(name + ": " + stack.stackStatusAsString() + " " + stack.stackStatusReason())
        .containsExactlyInAnyOrder(
            "bucket " + name + "-photos-123456789012",
            "function " + name + "-thumbnailer",
            "log group /aws/lambda/" + name + "-thumbnailer",
            "queue " + admin.sqs().getQueueUrl(q -> q.queueName(name + "-failed")).queueUrl(),
            "role Role-" + name);
    var wanted =
        stack.parameters().stream()
            .filter(it -> it.parameterKey().equals("MemorySize"))
            .findFirst()
            .orElseThrow();
    assertThat(
            admin
                .lambda()
                .getFunctionConfiguration(f -> f.functionName(name + "-thumbnailer"))
                .memorySize())
        .isEqualTo(Integer.parseInt(wanted.parameterValue()));
    assertThat(
            admin.cloudFormation().describeStackResources(r -> r.stackName(name)).stackResources())
        .allMatch(it -> it.resourceStatusAsString().endsWith("_COMPLETE"));
    assertThat(admin.s3().getBucketPolicy(p -> p.bucket(name + "-photos-123456789012")).policy())
        .contains("ReadOriginals");
  }

  private int answersOfOneDeployment(Up up) {
    var cfn = up.admin().cloudFormation();
    begin(cfn, "crash-0", 0, false);
    int answers = 0;
    while (stack(cfn, "crash-0").stackStatusAsString().endsWith("_IN_PROGRESS")) {
      answers++;
    }
    requireTrue(up.admin(), stack(cfn, "crash-0"));
    return answers;
  }

  private static Stack stack(CloudFormationClient cfn, String name) {
    return cfn.describeStacks(d -> d.stackName(name)).stacks().getFirst();
  }

  private static Parameter parameter(String key, String value) {
    return Parameter.builder().parameterKey(key).parameterValue(value).build();
  }

  private Up start() throws IOException {
    return Up.start(folder, folder.resolve("data"), "--no-stack");
  }

  private void upload(Up up) {
    var s3 = up.admin().s3();
    s3.createBucket(b -> b.bucket("code"));
    s3.putObject(
        o -> o.bucket("code").key("function.zip"),
        RequestBody.fromBytes(TinyFunction.zip(folder, "echo")));
  }

  private static String packaged() throws IOException {
    return Files.readString(Built.template())
        .replace("Code: target/function.zip", "Code: { S3Bucket: code, S3Key: function.zip }");
  }
}
