package dev.safelight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Nobody deploys to an account by mistake.
class DestinationTest {
  private static final Map<String, String> KEYS =
      Map.of("AWS_ACCESS_KEY_ID", "AKIA", "AWS_SECRET_ACCESS_KEY", "s", "AWS_REGION", "eu-west-1");

  @TempDir Path folder;

  private Destination.Place find(Map<String, String> environment, String... options) {
    var destination = new Destination();
    new CommandLine(destination).parseArgs(options);
    return destination.find(environment, folder);
  }

  private static Map<String, String> and(String name, String value) {
    var all = new java.util.HashMap<>(KEYS);
    all.put(name, value);
    return all;
  }

  @Test
  void toAwsOnlyWhereToldSo() {
    assertThatThrownBy(() -> find(KEYS, "--data", folder.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No environment runs")
        .hasMessageContaining("--endpoint aws");
    var aws = find(KEYS, "--data", folder.toString(), "--endpoint", "aws");
    assertThat(aws.words()).isEqualTo("AWS");
    assertThat(aws.aws().session().endpoint("cloudformation").authority())
        .isEqualTo("cloudformation.eu-west-1.amazonaws.com");
  }

  @Test
  void keysOfAnEnvironmentAreNotSentToAws() {
    assertThatThrownBy(
            () -> find(and("AWS_ENDPOINT_URL", "https://127.0.0.1:4567"), "--endpoint", "aws"))
        .hasMessageContaining("AWS_ENDPOINT_URL is https://127.0.0.1:4567");
  }

  @Test
  void theVariableThatPointsEveryClientPointsThisOneToo() {
    var there = find(and("AWS_ENDPOINT_URL", "https://127.0.0.1:1"), "--data", folder.toString());
    assertThat(there.aws().session().endpoint("s3").authority()).isEqualTo("127.0.0.1:1");
    var other =
        find(
            and("AWS_ENDPOINT_URL", "https://127.0.0.1:1"),
            "--data",
            folder.toString(),
            "--endpoint",
            "https://127.0.0.1:2");
    assertThat(other.words()).isEqualTo("https://127.0.0.1:2");
  }

  @Test
  void theEnvironmentThatRunsHereIsFoundWithItsKeys() {
    try (var bench = new Bench(folder.resolve("data"))) {
      var here = find(Map.of(), "--data", bench.data.toString());
      assertThat(here.words()).startsWith("the environment at https://127.0.0.1:");
      var me = here.aws().sts("GetCallerIdentity", Map.of());
      assertThat(me.element("Arn")).isEqualTo("arn:aws:iam::123456789012:user/admin");
    }
  }
}
