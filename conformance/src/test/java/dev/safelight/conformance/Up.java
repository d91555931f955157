package dev.safelight.conformance;

import dev.safelight.cloud.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// `safelight up` as a process of its own, which can be killed.
record Up(Process process, Path data) implements AutoCloseable {
  /// Returns once it announces itself: it listens and its stack is deployed.
  static Up start(Path home, Path data, String... more) throws IOException {
    var process = process(home, data, more).start();
    var said = new StringBuilder();
    for (var out = process.inputReader(); ; ) {
      var line = out.readLine();
      if (line == null) {
        throw new IllegalStateException("it ended instead of starting:\n" + said);
      }
      said.append(line).append('\n');
      if (line.startsWith("Ctrl-C stops it")) {
        return new Up(process, data);
      }
    }
  }

  static ProcessBuilder process(Path home, Path data, String... more) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dsafelight.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.safelight.cli.Main",
                "up",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--tls-port",
                "0"));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  SdkClients admin() {
    var running = Running.in(data);
    var profile = new Properties();
    try (var in = Files.newBufferedReader(data.resolve("credentials"))) {
      profile.load(in);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
    return SdkClients.of(
        running.https(),
        running.ca(),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                profile.getProperty("aws_access_key_id"),
                profile.getProperty("aws_secret_access_key"))));
  }

  /// SIGKILL: nothing of it has the chance to tidy up.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// As Ctrl-C does.
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
