package dev.safelight.cli;

import dev.safelight.cli.cases.CaseFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Decides neutral policy cases, one line of JSON in, one out. Exit codes: 0 all were decided; 2
/// some could not be read, after all others were answered.
@Command(
    name = "decide",
    mixinStandardHelpOptions = true,
    description = {
      "Decides policy cases: each line is a JSON object with a request and the policies that apply to it.",
      "Each answer is one line: {\"id\",\"decision\",\"message\",\"decidedBy\"}, or {\"id\",\"error\"} for a case that cannot be read."
    },
    footer = {
      "",
      "Exit codes: 0 all decided, 2 some cases could not be read (all others are answered).",
      "Example:  safelight decide --cases cases.jsonl"
    })
final class DecideCommand implements Callable<Integer> {
  @Option(
      names = "--cases",
      required = true,
      paramLabel = "FILE",
      description = "JSON lines; - for standard input.")
  private String cases = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    try (var in = open()) {
      boolean whole = new CaseFile(in).answer(out::println);
      out.flush();
      return whole ? 0 : 2;
    }
  }

  private InputStream open() throws IOException {
    if (cases.equals("-")) {
      return new BufferedInputStream(System.in);
    }
    var file = Path.of(cases);
    if (!Files.exists(file) || Files.isDirectory(file) || !Files.isReadable(file)) {
      throw new ParameterException(
          spec.commandLine(), "FILE must be a file that can be read, was " + cases);
    }
    return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }
}
