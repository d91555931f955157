package dev.safelight.cli;

import dev.safelight.cli.ask.Plain;
import dev.safelight.cli.ask.WhyText;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Explains a recorded decision from the policies of its moment. Exit codes: 0 it is explained,
/// whatever was decided; 1 the caller may not ask; 2 there is no such record.
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {
      "Explains a recorded decision: the policies considered, the statement that decided, the nearest miss, the smallest fix.",
      "The policies are those of that moment, also if they have changed since."
    },
    footer = {
      "",
      "Exit codes: 0 explained, 1 you may not ask, 2 no such record.",
      "Example:  safelight why --last --denied"
    })
final class WhyCommand implements Callable<Integer> {
  /// One of the two.
  static final class Which {
    @Parameters(
        paramLabel = "REQUEST-ID",
        description = "The request id of an answer or of `safelight trail`.")
    private String requestId = "";

    @Option(names = "--last", description = "The latest call that was recorded.")
    private boolean last;
  }

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  @Option(names = "--denied", description = "With --last: the latest call that was denied.")
  private boolean denied;

  @Mixin private Asking asking = new Asking();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (denied && !which.last) {
      throw new ParameterException(spec.commandLine(), "--denied goes with --last.");
    }
    var answer =
        asking.ask(questions ->
            which.last ? questions.explainLatest(denied) : questions.explain(which.requestId));
    var out = spec.commandLine().getOut();
    if (asking.isJson()) {
      out.println(Plain.line(answer));
    } else {
      WhyText.of(answer).forEach(out::println);
    }
    out.flush();
    return 0;
  }
}
