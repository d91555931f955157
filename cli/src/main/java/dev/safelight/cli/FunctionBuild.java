package dev.safelight.cli;

import dev.safelight.cli.design.ManagedZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The function's package for one runtime and architecture.
///
/// @param runtime `provided.al2023` or `java25`
/// @param architecture `x86_64` or `arm64`
record FunctionBuild(String runtime, String architecture) {
  static final List<String> RUNTIMES = List.of("provided.al2023", "java25");
  static final List<String> ARCHITECTURES = List.of("x86_64", "arm64");

  /// Writes it to target/function.zip.
  ///
  /// @throws IllegalArgumentException where it cannot be built on this machine, as a sentence
  Path write() throws IOException, InterruptedException {
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
      throw new IllegalArgumentException(
          "provided.al2023 for %s must be built on such a machine (its Java is linked there); java25 can be built here."
              .formatted(architecture));
    }
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return target;
  }

  String handler() {
    return runtime.equals("java25") ? "dev.safelight.thumbnail.Handler" : "bootstrap";
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

  /// AWS's name of this machine's architecture.
  static String here() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
  }
}
