package dev.safelight.cli;

import dev.safelight.cli.design.Design;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// The options that give a template what it asks for.
final class TemplateOptions {
  static final String STACK = Design.STACK;

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the template; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--stack-name",
      paramLabel = "NAME",
      defaultValue = STACK,
      description = "The stack (default: ${DEFAULT-VALUE}); names of resources derive from it.")
  private String stack = STACK;

  Map<String, String> parameters() {
    return parameters;
  }

  String stack() {
    return stack;
  }
}
