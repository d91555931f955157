package dev.safelight.cli;

import dev.safelight.cloud.Running;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Prints the shell lines that point every AWS client at a running environment.
@Command(
    name = "env",
    mixinStandardHelpOptions = true,
    description = "Prints export lines for any AWS client.",
    footer = {"", "Example:  eval \"$(safelight env)\" && aws sts get-caller-identity"})
final class EnvCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      description = "The running environment's state (default: ~/.safelight).")
  private Path data = Home.data();

  @Option(
      names = "--profile",
      defaultValue = "default",
      description = "Which keys of DATA/credentials (default: those of the user admin).")
  private String profile = "";

  @Option(
      names = "--java",
      description =
          "Print the JVM options that trust the environment's CA beside the JDK's: the Java SDK reads no CA variable.")
  private boolean java;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var running = Running.in(data);
    if (java) {
      out.println(TrustStore.options(data));
      return 0;
    }
    var keys = Profiles.read(data.resolve("credentials"), profile);
    var ca = running.ca().toString();
    out.println("unset AWS_PROFILE AWS_SESSION_TOKEN");
    export("AWS_ENDPOINT_URL", running.https().toString());
    export("AWS_ACCESS_KEY_ID", keys.accessKeyId());
    export("AWS_SECRET_ACCESS_KEY", keys.secretAccessKey());
    export("AWS_REGION", "us-east-1");
    export("AWS_DEFAULT_REGION", "us-east-1");
    export("AWS_CA_BUNDLE", ca);
    export("NODE_EXTRA_CA_CERTS", ca);
    export("SSL_CERT_FILE", ca);
    return 0;
  }

  /// Quoted for a POSIX shell.
  private void export(String name, String value) {
    spec.commandLine()
        .getOut()
        .println("export " + name + "='" + value.replace("'", "'\\''") + "'");
  }
}
