package dev.safelight.cli;

import dev.safelight.cli.ask.Plain;
import dev.safelight.cli.ask.WhoCanText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Names everybody who may. Exit codes: 0 somebody may; 1 nobody may, or the caller may not ask; 2
/// the question makes no sense.
@Command(
    name = "who-can",
    mixinStandardHelpOptions = true,
    description =
        "Names every principal that may perform an action on a resource, by which statement, and under which conditions.",
    footer = {
      "",
      "Exit codes: 0 somebody may, 1 nobody may, 2 the question makes no sense.",
      "Example:  safelight who-can s3:GetObject arn:aws:s3:::photos/originals/a.jpg"
    })
final class WhoCanCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "ACTION",
      description = "One action, such as s3:GetObject or sts:AssumeRole.")
  private String action = "";

  @Parameters(
      index = "1",
      paramLabel = "RESOURCE-ARN",
      description = "One bucket, object, function, role or log group.")
  private String resource = "";

  @Mixin private Asking asking = new Asking();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var answer = asking.ask(questions -> questions.principals(action, resource));
    var out = spec.commandLine().getOut();
    if (asking.isJson()) {
      out.println(Plain.line(answer));
    } else {
      WhoCanText.of(answer).forEach(out::println);
    }
    out.flush();
    return answer.path("principals").isEmpty() ? 1 : 0;
  }
}
