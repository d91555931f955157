package dev.safelight.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The `safelight` command. Exit codes: 0 done, 1 the answer is "no", 2 the call or its input was
/// wrong.
@Command(
    name = "safelight",
    mixinStandardHelpOptions = true,
    version = "Safelight 0",
    description =
        "A secure serverless image pipeline, and the bench on which its access control is enforced, explained and proved.",
    footer = {"", "Begin with:  safelight demo"},
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DeployCommand.class,
      EnvCommand.class,
      ThumbnailCommand.class,
      WhyCommand.class,
      WhoCanCommand.class,
      TrailCommand.class,
      DecideCommand.class,
      BuildCommand.class,
      CommandLine.HelpCommand.class
    })
final class Main implements Runnable {
  /// The launcher reads the first, and the build sets the last.
  private static final List<String> VARIABLES =
      List.of("SAFELIGHT_JAVA_HOME", "SAFELIGHT_LIBVIPS", "SAFELIGHT_DEBUG", "SAFELIGHT_AOT");

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  public static void main(String[] arguments) {
    var unknown = unknownVariables(System.getenv().keySet());
    if (!unknown.isEmpty()) {
      System.err.println(
          "safelight: unknown environment variable %s; known are %s."
              .formatted(String.join(", ", unknown), String.join(", ", VARIABLES)));
      System.exit(2);
    }
    System.exit(commandLine().execute(arguments));
  }

  /// A misspelled variable that is ignored is a setting that somebody believes in.
  static List<String> unknownVariables(Set<String> names) {
    return names.stream()
        .filter(name -> name.startsWith("SAFELIGHT_") && !VARIABLES.contains(name))
        .sorted()
        .toList();
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::explain);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }

  /// A sentence instead of a stack trace; SAFELIGHT_DEBUG=1 shows both.
  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    err.println(commandLine.getColorScheme().errorText("safelight: " + sentence(failure)));
    if ("1".equals(System.getenv("SAFELIGHT_DEBUG"))) {
      failure.printStackTrace(err);
    }
    return failure instanceof No ? 1 : 2;
  }

  private static String sentence(Exception failure) {
    var message = failure.getMessage();
    return message == null || message.isBlank() ? failure.toString() : message;
  }
}
