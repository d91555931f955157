package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/// Other people's programs, which know of the environment only what `safelight env` prints.
///
/// @param home an empty home directory: no profile and no configuration of this machine counts
record Outside(Path home, Map<String, String> variables) {
  private static final Pattern EXPORT = Pattern.compile("(?m)^export ([A-Z_]+)='([^']*)'$");

  static Outside of(Environment here) throws IOException {
    var home = Files.createDirectories(here.folder().resolve("home"));
    var data = here.cloud().credentialsFile().getParent();
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var lines =
        new Outside(home, Map.of())
            .run(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.safelight.cli.Main",
                "env",
                "--data",
                data.toString());
    var variables = new HashMap<String, String>();
    for (var export = EXPORT.matcher(lines); export.find(); ) {
      variables.put(export.group(1), export.group(2));
    }
    assertThat(variables).as(lines).containsKeys("AWS_ENDPOINT_URL", "AWS_CA_BUNDLE");
    return new Outside(home, variables);
  }

  /// The same with other keys; a session token counts only where it is given.
  Outside with(Map<String, String> others) {
    var all = new HashMap<>(variables);
    all.putAll(others);
    return new Outside(home, all);
  }

  /// What a process said, both streams as one.
  record Ended(int status, String output) {}

  /// Skips the test where the program is not there.
  void assume(String program, String... arguments) {
    boolean there;
    try {
      there = start(program, arguments).status() == 0;
    } catch (IllegalStateException _) {
      there = false;
    }
    Assumptions.assumeTrue(there, program + " is not installed here");
  }

  /// Runs a program that must end well; returns what it wrote.
  String run(String program, String... arguments) {
    var ended = start(program, arguments);
    assertThat(ended.status())
        .as(program + " " + String.join(" ", arguments) + "\n" + ended.output())
        .isZero();
    return ended.output();
  }

  Ended start(String program, String... arguments) {
    var command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
    var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().putAll(variables);
    try {
      var process = builder.start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " does not end");
      }
      return new Ended(process.exitValue(), output);
    } catch (IOException broken) {
      throw new IllegalStateException(program + " cannot be started", broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
