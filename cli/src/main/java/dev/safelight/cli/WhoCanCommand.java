package dev.safelight.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.safelight.cli.ask.OfTemplate;
import dev.safelight.cli.ask.Plain;
import dev.safelight.cli.ask.WhoCanText;
import dev.safelight.cli.template.TemplateFile;
import dev.safelight.cloud.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      "Example:  safelight who-can s3:GetObject arn:aws:s3:::photos/originals/a.jpg",
      "Example:  safelight who-can s3:GetObject '$${Photos.Arn}/originals/a.jpg' --template template.yaml"
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

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description =
          "Ask of this template's stack, before it is there, and not of an environment. RESOURCE-ARN may then name resources as in Fn::Sub: '$${Photos.Arn}/originals/a.jpg'.")
  private Optional<Path> template = Optional.empty();

  @Option(
      names = "--account",
      defaultValue = Settings.ACCOUNT,
      description = "With --template: where it would be deployed (default: ${DEFAULT-VALUE}).")
  private String account = "";

  @Option(
      names = "--region",
      defaultValue = Settings.REGION,
      description = "With --template: where it would be deployed (default: ${DEFAULT-VALUE}).")
  private String region = "";

  @Mixin private TemplateOptions options = new TemplateOptions();

  @Mixin private Asking asking = new Asking();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var answer =
        template
            .map(this::planned)
            .orElseGet(() -> asking.ask(questions -> questions.principals(action, resource)));
    var out = spec.commandLine().getOut();
    if (asking.isJson()) {
      out.println(Plain.line(answer));
    } else {
      var file = template.map(it -> it.getFileName().toString()).orElse("");
      WhoCanText.of(answer, file).forEach(out::println);
    }
    out.flush();
    return answer.path("principals").isEmpty() ? 1 : 0;
  }

  private JsonNode planned(Path file) {
    if (!account.matches("[0-9]{12}")) {
      throw new ParameterException(
          spec.commandLine(), "--account must be 12 digits, was " + account);
    }
    var where = new TemplateFile.Where(account, region, options.stack());
    var read = TemplateFile.read(file);
    return OfTemplate.principals(
        read.plan(options.parameters(), where),
        action,
        read.text(resource, options.parameters(), where));
  }
}
