package dev.safelight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cli.deploy.Deploying;
import dev.safelight.cli.deploy.Event;
import dev.safelight.cli.deploy.Order;
import dev.safelight.cli.deploy.Proposal;
import dev.safelight.cli.deploy.Stack;
import dev.safelight.cli.deploy.Stacks;
import dev.safelight.cli.deploy.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two who deploy a stack of the same name.
class DeployingTest {
  private static final String ACCOUNT = "123456789012";

  @TempDir Path data;
  @TempDir Path folder;
  private Bench bench;
  private Path template;

  @BeforeEach
  void open() throws IOException {
    bench = new Bench(data);
    template =
        Files.writeString(
            folder.resolve("t.yaml"),
            "Resources: {Log: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: raced}}}\n");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /// Somebody who takes time to answer.
  private record Thinking(Supplier<Answer> answer) implements Terminal {
    @Override
    public void say(String line) {}

    @Override
    public void shows(Proposal proposal) {}

    @Override
    public void event(Event event) {}

    @Override
    public Answer ask(String question) {
      return answer.get();
    }
  }

  private Deploying.End deploy(Supplier<Terminal.Answer> answer) {
    return new Deploying(bench.admin, ACCOUNT, Duration.ofMillis(20), new Thinking(answer))
        .run(Order.of(template, "raced", Map.of()), named -> named);
  }

  private Stacks stacks() {
    return new Stacks(bench.admin, "raced");
  }

  @Test
  void whoSaysNoDoesNotRemoveWhatAnotherDeployedMeanwhile() {
    var end =
        deploy(() -> {
          assertThat(deploy(() -> Terminal.Answer.YES)).isInstanceOf(Deploying.End.Deployed.class);
          return Terminal.Answer.NO;
        });
    assertThat(end).isEqualTo(new Deploying.End.Shown(""));
    assertThat(stacks().find().map(Stack::status)).contains("CREATE_COMPLETE");
  }

  @Test
  void aStackOfTheSameNameThatIsAnotherStays() {
    var end =
        deploy(() -> {
          // Removes the empty stack, and makes one that waits for its first change set, too.
          bench.admin.cloudFormation("DeleteStack", Map.of("StackName", "raced"));
          await();
          assertThat(deploy(() -> Terminal.Answer.NOBODY)).isInstanceOf(Deploying.End.Shown.class);
          return Terminal.Answer.NO;
        });
    assertThat(end).isEqualTo(new Deploying.End.Shown(""));
    assertThat(stacks().find().map(Stack::status)).contains("REVIEW_IN_PROGRESS");
  }

  @Test
  void whoSaysNoAloneLeavesNothing() {
    assertThat(deploy(() -> Terminal.Answer.NO)).isEqualTo(new Deploying.End.Shown(""));
    await();
    assertThat(stacks().find()).isEmpty();
  }

  /// Where a change set fails, what is removed is removed in the same way.
  @Test
  void whatAChangeSetWasToMakeStaysWhereSomebodyHasMadeIt() {
    var made =
        stacks()
            .createChangeSet(
                "doomed",
                new Stacks.Wanted(
                    "CREATE",
                    "Resources: {Log: {Type: AWS::Logs::LogGroup}}",
                    Map.of(),
                    List.of(),
                    List.of(),
                    ""));
    assertThat(deploy(() -> Terminal.Answer.YES)).isInstanceOf(Deploying.End.Deployed.class);
    stacks().forget(made.getKey(), made.getValue());
    assertThat(stacks().find().map(Stack::status)).contains("CREATE_COMPLETE");
  }

  /// Waits, by looking, until nothing of that name is at work.
  private void await() {
    while (stacks().find().filter(it -> it.status().startsWith("DELETE")).isPresent()) {
      Thread.onSpinWait();
    }
  }
}
