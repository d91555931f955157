package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs the script with a Java that prints what it was given.
class BootstrapTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"128, 42", "512, 170", "10240, 3413", "'', 256", "much, 256"})
  void javaGetsAThirdOfTheMemory(String memory, int megabytes) throws Exception {
    assertThat(arguments(memory)).contains("-Xmx" + megabytes + "m");
  }

  @Test
  void theArchiveLiesBesideTheScriptEvenWhereAPathHasSpaces() throws Exception {
    assertThat(arguments("512"))
        .startsWith("-XX:SharedArchiveFile=" + root().resolve("function.jsa"))
        .contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .endsWith("-m", "dev.safelight.thumbnail/dev.safelight.thumbnail.Function");
  }

  private List<String> arguments(String memory) throws IOException, InterruptedException {
    var java = Files.createDirectories(root().resolve("runtime/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    var script = Files.copy(Path.of("src/main/lambda/bootstrap"), root().resolve("bootstrap"));
    var builder = new ProcessBuilder("/bin/sh", script.toString()).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("LAMBDA_TASK_ROOT", "FUNCTION_ARCHIVE"));
    builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", memory);
    var process = builder.start();
    var lines = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }

  private Path root() {
    return folder.resolve("a folder");
  }
}
