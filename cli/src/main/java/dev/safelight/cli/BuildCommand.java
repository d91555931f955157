package dev.safelight.cli;

import dev.safelight.cli.design.ManagedZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
  private static final List<String> RUNTIMES = List.of("provided.al2023", "java25");
  private static final List<String> ARCHITECTURES = List.of("x86_64", "arm64");

  @Option(
      names = "--runtime",
      defaultValue = "provided.al2023",
      description = "provided.al2023 or java25 (default: ${DEFAULT-VALUE}).")
  private String runtime = "";

  @Option(names = "--architecture", description = "x86_64 or arm64 (default: this machine's).")
  private String architecture = here();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    require("--runtime", runtime, RUNTIMES);
    require("--architecture", architecture, ARCHITECTURES);
    var target = Home.target();
    Files.createDirectories(target.getParent());
    var part = target.resolveSibling("function.zip.part");
    if (runtime.equals("java25")) {
      var folder = Files.createTempDirectory("safelight-natives-");
      try {
        Files.write(part, ManagedZip.of(Home.javaZip(), libvips(folder)));
      } finally {
        Folders.delete(folder);
      }
    } else if (architecture.equals(here())) {
      Files.copy(Home.functionZip(), part, StandardCopyOption.REPLACE_EXISTING);
    } else {
      throw new ParameterException(
          spec.commandLine(),
          "provided.al2023 for %s must be built on such a machine (its Java is linked there); java25 can be built here."
              .formatted(architecture));
    }
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %s for %s, %,d bytes, handler %s%n",
            target,
            runtime,
            architecture,
            Files.size(target),
            runtime.equals("java25") ? "dev.safelight.thumbnail.Handler" : "bootstrap");
    return 0;
  }

  private void require(String option, String value, List<String> known) {
    if (!known.contains(value)) {
      throw new ParameterException(
          spec.commandLine(), "%s must be one of %s, was %s".formatted(option, known, value));
    }
  }

  /// Lambda runs Linux, whatever this machine does.
  private Path libvips(Path folder) throws IOException, InterruptedException {
    var cpu = architecture.equals("arm64") ? "arm64" : "x64";
    var lib = "node_modules/@img/sharp-libvips-linux-" + cpu + "/lib";
    var there = Home.natives().resolve(lib);
    if (!Files.isDirectory(there)) {
      fetch(folder, cpu);
      there = folder.resolve(lib);
    }
    try (var files = Files.list(there)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("libvips-cpp."))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("npm brought no libvips for " + cpu));
    }
  }

  /// By npm's own client, and checked against the lock's hashes.
  private static void fetch(Path folder, String cpu) throws IOException, InterruptedException {
    for (var file : List.of("package.json", "package-lock.json", ".npmrc")) {
      Files.copy(Home.natives().resolve(file), folder.resolve(file));
    }
    var npm =
        new ProcessBuilder(
                List.of(
                    "npm",
                    "ci",
                    "--silent",
                    "--ignore-scripts",
                    "--force",
                    "--os=linux",
                    "--cpu=" + cpu))
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
      npm.destroyForcibly();
      throw new IllegalStateException("npm could not fetch libvips for " + cpu);
    }
  }

  private static String here() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
  }
}
