package dev.safelight.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.safelight.cli.ask.Questions;
import dev.safelight.cli.ask.TrailText;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Prints the audit trail, the newest record last.
@Command(
    name = "trail",
    mixinStandardHelpOptions = true,
    description =
        "Prints the audit trail, a line for each call, the newest last: time, request id, outcome, operation, caller, resources.",
    footer = {"", "Example:  safelight trail --denied --follow"})
final class TrailCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int PAGE = 1000;

  @Option(
      names = "--follow",
      description = "Go on with what is recorded from now on, until Ctrl-C.")
  private boolean follow;

  @Option(names = "--denied", description = "Only calls that were denied.")
  private boolean denied;

  @Option(
      names = "--own",
      description = "Also the questions of `why`, `who-can` and `trail` that were answered.")
  private boolean own;

  @Option(
      names = "--most",
      defaultValue = "50",
      description = "How many records to begin with, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  private int most;

  @Mixin private Asking asking = new Asking();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    if (most < 1 || most > PAGE) {
      throw new ParameterException(
          spec.commandLine(), "--most must be 1 to " + PAGE + ", was " + most);
    }
    if (follow && !asking.isRunning()) {
      throw new ParameterException(
          spec.commandLine(),
          "No environment runs on " + asking.data() + ": there is nothing to follow.");
    }
    long seen = asking.ask(questions -> print(questions.records(-1, most, denied, own)));
    while (follow) {
      Thread.sleep(PAUSE);
      if (!asking.isRunning()) {
        spec.commandLine().getErr().println("The environment was stopped.");
        break;
      }
      long after = seen;
      seen = asking.ask(questions -> next(questions, after));
    }
    return 0;
  }

  private long next(Questions questions, long after) {
    try {
      return print(questions.records(after, PAGE, denied, own));
    } catch (UncheckedIOException _) {
      return after; // It is being stopped: the next look says so.
    }
  }

  private long print(JsonNode answer) {
    List<String> lines = asking.isJson() ? TrailText.json(answer) : TrailText.of(answer);
    var out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
    return answer.path("last").asLong();
  }
}
