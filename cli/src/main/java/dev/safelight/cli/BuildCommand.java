package dev.safelight.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Writes the function as it is deployed.
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description = "Writes the function's package to target/function.zip.",
    footer = {
      "",
      "provided.al2023 holds its own Java and starts fastest; it is linked for this machine's architecture.",
      "java25 runs on Lambda's Java, on either architecture, with the handler dev.safelight.thumbnail.Handler.",
      "Example:  safelight build --runtime java25 --architecture arm64"
    })
final class BuildCommand implements Callable<Integer> {
  @Option(
      names = "--runtime",
      defaultValue = "provided.al2023",
      description = "provided.al2023 or java25 (default: ${DEFAULT-VALUE}).")
  private String runtime = "";

  @Option(names = "--architecture", description = "x86_64 or arm64 (default: this machine's).")
  private String architecture = FunctionBuild.here();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    require("--runtime", runtime, FunctionBuild.RUNTIMES);
    require("--architecture", architecture, FunctionBuild.ARCHITECTURES);
    var build = new FunctionBuild(runtime, architecture);
    Path target;
    try {
      target = build.write();
    } catch (IllegalArgumentException impossible) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(impossible.getMessage()), impossible);
    }
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %s for %s, %,d bytes, handler %s%n",
            target, runtime, architecture, Files.size(target), build.handler());
    return 0;
  }

  private void require(String option, String value, List<String> known) {
    if (!known.contains(value)) {
      throw new ParameterException(
          spec.commandLine(), "%s must be one of %s, was %s".formatted(option, known, value));
    }
  }
}
