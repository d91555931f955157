package dev.safelight.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `safelight` command.
@Command(
    name = "safelight",
    mixinStandardHelpOptions = true,
    subcommands = {Up.class})
final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
