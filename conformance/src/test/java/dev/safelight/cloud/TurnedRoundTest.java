package dev.safelight.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cli.api.Aws;
import dev.safelight.cli.demo.Demo;
import dev.safelight.cli.demo.Report;
import dev.safelight.cli.demo.Watcher;
import dev.safelight.cli.deploy.Order;
import dev.safelight.cli.design.Design;
import dev.safelight.conformance.OwnStack;
import dev.safelight.policy.Attached;
import dev.safelight.policy.Deciding;
import dev.safelight.policy.Decision;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.document.Kind;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import dev.safelight.wire.sigv4.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo is no show: where the authoriser decides otherwise, the demo says so. A demo that is
/// green with a broken engine would prove nothing by being green.
class TurnedRoundTest {
  private static final Path HOME = Path.of(System.getProperty("safelight.home"));

  @TempDir Path folder;

  @Test
  void anEngineTurnedRoundStopsTheDemoAtItsFirstCall() throws Exception {
    var report = run(TurnedRoundTest::opposite, false);
    assertThat(report.ok()).isFalse();
    assertThat(report.thumbnails()).isEmpty();
    assertThat(report.truthTable()).isEmpty();
    var last = report.steps().getLast();
    assertThat(last.ok()).isFalse();
    assertThat(last.name()).isEqualTo("change set");
    assertThat(last.outcome())
        .contains("user/admin is not authorized to perform: cloudformation:DescribeStacks");
  }

  @Test
  void turnedRoundAfterDeploymentTheDemoStopsAsWell() throws Exception {
    var report = run(TurnedRoundTest::opposite, true);
    assertThat(report.ok()).isFalse();
    assertThat(report.steps().getLast().ok()).isFalse();
    assertThat(report.thumbnails()).isEmpty();
  }

  @Test
  void anEngineThatAllowsEverythingFailsWhatMustBeDenied() throws Exception {
    var report = run(TurnedRoundTest::allowed, false);
    assertThat(report.ok()).isFalse();
    var last = report.steps().getLast();
    assertThat(last.ok()).isFalse();
    assertThat(last.name()).isEqualTo("another role");
    assertThat(last.outcome()).contains("not denied");
  }

  @Test
  void whereOnlyStrangersToTheBucketAreStoppedTheTruthTableTellsTheRest() throws Exception {
    // The one denial that the steps look for themselves is left right: the table must see the
    // others.
    var report =
        run(
            query ->
                query.requester().arn().contains("assumed-role/SomeOtherRole/")
                    ? Engine.decide(query)
                    : allowed(query),
            false);
    assertThat(report.ok()).isFalse();
    assertThat(report.truthTable())
        .filteredOn(row -> !row.wanted().equals("allowed"))
        .isNotEmpty()
        .noneMatch(Report.Row::holds);
    assertThat(report.truthTable())
        .extracting(Report.Row::found)
        .containsExactly("allowed", "allowed", "allowed", "created");
  }

  private static Decision opposite(Query query) {
    return switch (Engine.decide(query)) {
      case Decision.Allowed _ -> new Decision.ImplicitlyDenied(PolicyType.IDENTITY);
      case Decision.Denied _ -> allowed(query);
    };
  }

  private static Decision allowed(Query query) {
    try {
      var everything =
          Policy.parse(
              """
              {"Version": "2012-10-17",
               "Statement": {"Sid": "Everything", "Effect": "Allow", "Action": "*", "Resource": "*"}}\
              """,
              Kind.IDENTITY);
      var attached = new Attached(PolicyType.IDENTITY, "the tests' engine", everything);
      return new Decision.Allowed(
          List.of(Deciding.of(attached, everything.statements().getFirst())));
    } catch (MalformedPolicy wrong) {
      throw new AssertionError(wrong);
    }
  }

  /// @param deployed whether the real engine decides until the design is there
  private Report run(Function<Query, Decision> engine, boolean deployed) throws Exception {
    var real = new AtomicBoolean(deployed);
    try (var cloud =
        Cloud.open(
            Settings.ephemeral(folder.resolve("data")),
            query -> real.get() ? Engine.decide(query) : engine.apply(query))) {
      var admin = Aws.to(cloud.httpsEndpoint(), cloud.caFile(), Settings.REGION, keys(cloud));
      var zip = HOME.resolve("thumbnail/target/function.zip");
      var order = Order.of(HOME.resolve("template.yaml"), Design.STACK, OwnStack.HERE);
      if (deployed) {
        OwnStack.deploy(admin, Design.STACK, Map.of());
        real.set(false);
      }
      return new Demo(cloud, admin, order, zip, new Quiet())
          .run(0, List.of(HOME.resolve("cli/target/app/photo.jpg")), folder.resolve("out"));
    }
  }

  private static Credentials keys(Cloud cloud) throws IOException {
    var profile = new Properties();
    try (var in = Files.newBufferedReader(cloud.credentialsFile())) {
      profile.load(in);
    }
    return new Credentials(
        profile.getProperty("aws_access_key_id"), profile.getProperty("aws_secret_access_key"), "");
  }

  private static final class Quiet implements Watcher {
    @Override
    public void begins(String step) {}

    @Override
    public void ended(Report.Step step) {}

    @Override
    public void row(Report.Row row) {}
  }
}
