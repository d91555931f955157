package dev.safelight.cli;

import dev.safelight.cli.api.Aws;
import dev.safelight.cli.ask.OfRunning;
import dev.safelight.cli.ask.OfStopped;
import dev.safelight.cli.ask.Questions;
import dev.safelight.cloud.Running;
import dev.safelight.cloud.Settings;
import dev.safelight.cloud.Stopped;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// The options of commands that ask an environment, running or stopped.
final class Asking {
  enum Output {
    TABLE,
    JSON
  }

  @Option(
      names = "--data",
      description =
          "The environment's state (default: ~/.safelight). It is asked where it runs, and read where not.")
  private Path data = Home.data();

  @Option(
      names = "--profile",
      defaultValue = "default",
      description =
          "Which keys of DATA/credentials ask a running environment (default: those of the user admin).")
  private String profile = "";

  @Option(
      names = "--output",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Output output = Output.TABLE;

  boolean isJson() {
    return output == Output.JSON;
  }

  boolean isRunning() {
    return Running.isIn(data);
  }

  Path data() {
    return data;
  }

  /// @throws No where the caller may not ask
  <T> T ask(Function<Questions, T> question) {
    try (var questions = open()) {
      return question.apply(questions);
    } catch (Questions.Forbidden forbidden) {
      throw new No(String.valueOf(forbidden.getMessage()));
    }
  }

  private Questions open() {
    if (!isRunning()) {
      return new OfStopped(Stopped.open(data));
    }
    var running = Running.in(data);
    return new OfRunning(
        Aws.to(
            running.https(),
            running.ca(),
            Settings.REGION,
            Profiles.read(data.resolve("credentials"), profile)));
  }
}
