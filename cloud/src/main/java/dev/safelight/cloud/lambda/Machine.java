package dev.safelight.cloud.lambda;

import dev.safelight.cloud.runtime.JavaRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What this machine can run: functions run as processes of its own system, not in a container, so
/// that their code must have been built for it.
///
/// @param system `linux`, or another system's name
/// @param architecture as Lambda spells it: `x86_64`, `arm64`
record Machine(String system, String architecture) {
  private static final int ELF_X86_64 = 62;
  private static final int ELF_AARCH64 = 183;

  static Machine here() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var architecture = System.getProperty("os.arch");
    return new Machine(
        system.startsWith("mac") ? "macos" : system,
        switch (architecture) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm64";
          default -> architecture;
        });
  }

  /// How a function is started: in a session of its own where the system can, so that what it
  /// leaves behind is found again.
  List<String> command(Definition function, Path code) {
    var program =
        isJava(function)
            ? JavaRuntime.command(function.memory())
            : List.of(code.resolve("bootstrap").toString());
    return Stream.concat(
            Stream.of("/usr/bin/setsid", "/bin/setsid")
                .filter(setsid -> Files.isExecutable(Path.of(setsid)))
                .limit(1),
            program.stream())
        .toList();
  }

  static boolean isJava(Definition function) {
    return function.runtime().startsWith("java");
  }

  /// Why a function cannot be started here; empty where it can. A Java runtime says so itself.
  Optional<String> objection(Definition function, Path code) throws IOException {
    return isJava(function) ? Optional.empty() : objection(code.resolve("bootstrap"));
  }

  Optional<String> objection(Path bootstrap) throws IOException {
    if (!Files.isRegularFile(bootstrap) || !Files.isExecutable(bootstrap)) {
      return Optional.of("Couldn't find valid bootstrap(s): [" + bootstrap + "]");
    }
    byte[] head;
    try (var in = Files.newInputStream(bootstrap)) {
      head = in.readNBytes(20);
    }
    if (head.length > 1 && head[0] == '#' && head[1] == '!') {
      return Optional.empty();
    }
    var made = madeFor(head);
    return made.equals(this)
        ? Optional.empty()
        : Optional.of(
            "bootstrap is made for %s on %s; this machine is %s on %s"
                .formatted(made.system, made.architecture, system, architecture));
  }

  private static Machine madeFor(byte[] head) {
    boolean elf =
        head.length == 20 && head[0] == 0x7f && head[1] == 'E' && head[2] == 'L' && head[3] == 'F';
    if (!elf) {
      return new Machine("an unknown system", "an unknown architecture");
    }
    int machine = (head[18] & 0xff) | (head[19] & 0xff) << 8;
    return new Machine(
        "linux",
        switch (machine) {
          case ELF_X86_64 -> "x86_64";
          case ELF_AARCH64 -> "arm64";
          default -> "architecture " + machine;
        });
  }
}
