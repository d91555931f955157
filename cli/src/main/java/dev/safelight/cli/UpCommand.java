package dev.safelight.cli;

import dev.safelight.cli.deploy.Deploying;
import dev.safelight.cli.deploy.Event;
import dev.safelight.cli.deploy.Order;
import dev.safelight.cli.deploy.Proposal;
import dev.safelight.cli.deploy.Stack;
import dev.safelight.cli.deploy.Terminal;
import dev.safelight.cloud.Cloud;
import dev.safelight.cloud.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts the environment, deploys a stack into it and keeps it running.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description =
        "Starts the environment, deploys a template through its CloudFormation, and runs until Ctrl-C.",
    footer = {
      "",
      "Example:  safelight up --data ./state",
      "Then, in another shell:  eval \"$(safelight env --data ./state)\" && aws s3 ls"
    })
final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "4566",
      description = "Port of plain HTTP (default: ${DEFAULT-VALUE}; 0 for any free one).")
  private int port;

  @Option(
      names = "--tls-port",
      defaultValue = "4567",
      description = "Port of HTTPS (default: ${DEFAULT-VALUE}; 0 for any free one).")
  private int tlsPort;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}, this machine only).")
  private String host = "";

  @Option(names = "--data", description = "Where state is kept (default: ~/.safelight).")
  private Path data = Home.data();

  @Option(names = "--ephemeral", description = "Keep state in a temporary folder, gone at the end.")
  private boolean ephemeral;

  @Option(
      names = "--fast-retries",
      description =
          "Repeat failed asynchronous events at once instead of after one and two minutes.")
  private boolean fastRetries;

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description = "The template to deploy (default: Safelight's own template.yaml).")
  private Path template = Home.template();

  @Mixin private TemplateOptions options = new TemplateOptions();

  @Option(
      names = "--accept-inert",
      paramLabel = "TYPE[.PROPERTY]",
      description =
          "Let templates have this although nothing here acts on it; may be given several times. Else such a template is refused by name.")
  private Set<String> acceptInert = new LinkedHashSet<>();

  @Option(names = "--no-stack", description = "Deploy nothing.")
  private boolean noStack;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    long began = System.nanoTime();
    var folder = ephemeral ? Files.createTempDirectory("safelight-") : data;
    var stop = new CountDownLatch(1);
    var closed = new CountDownLatch(1);
    try (var cloud =
        Cloud.open(
            new Settings(
                    folder, !ephemeral, host, port, tlsPort, InstantSource.system(), fastRetries)
                .accepting(acceptInert))) {
      long ready = (System.nanoTime() - began) / 1_000_000;
      Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stop, closed)));
      var stack = noStack ? Optional.<Stack>empty() : Optional.of(deploy(cloud));
      // Deploying took several times the function's size; what runs from here on needs little of
      // it.
      System.gc();
      announce(cloud, stack, folder, ready);
      stop.await();
    } finally {
      if (ephemeral) {
        Folders.delete(folder);
      }
      closed.countDown();
    }
    return 0;
  }

  /// Ctrl-C: lets the main thread close what is open before the process ends.
  private static void await(CountDownLatch stop, CountDownLatch closed) {
    stop.countDown();
    try {
      boolean _ = closed.await(20, java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The stack, made or brought up to date by the user admin.
  private Stack deploy(Cloud cloud) {
    boolean own = template.equals(Home.template());
    var parameters = new LinkedHashMap<>(own ? OwnParameters.here() : Map.<String, String>of());
    parameters.putAll(options.parameters());
    var packaged = Home.target().toAbsolutePath().normalize();
    var order = Order.of(template, options.stack(), parameters);
    var deploying =
        new Deploying(
            Environment.admin(cloud), Settings.ACCOUNT, Duration.ofMillis(20), new Quiet());
    return switch (deploying.run(
        order, named -> named.equals(packaged) ? Home.functionZip() : named)) {
      case Deploying.End.Same(var stack) -> stack;
      case Deploying.End.Deployed(var stack) -> stack;
      case Deploying.End.Shown _ -> throw new IllegalStateException("nobody was asked");
    };
  }

  private void announce(Cloud cloud, Optional<Stack> stack, Path folder, long ready) {
    var out = spec.commandLine().getOut();
    var option = folder.equals(Home.data()) ? "" : " --data " + folder;
    out.printf(
        """
        Safelight is up (%d ms). Every call is authenticated and authorised.
          HTTPS   %s
          HTTP    %s
          state   %s
        """,
        ready, cloud.httpsEndpoint(), cloud.httpEndpoint(), folder);
    stack.ifPresent(it -> {
      out.printf("  stack   %s (%s)%n", it.name(), it.status());
      it.outputs().forEach(output -> out.printf("    %s  %s%n", output.key(), output.value()));
    });
    out.printf("%nIn another shell:%n  eval \"$(./safelight env%s)\"%n", option);
    var bucket = stack.map(it -> it.output("Bucket")).orElse("");
    if (bucket.isEmpty()) {
      out.println("  aws sts get-caller-identity");
    } else {
      out.printf("  aws s3 cp photo.jpg s3://%s/originals/%n", bucket);
      out.printf("  aws s3 ls s3://%s/thumbnails/%n", bucket);
    }
    out.printf("%nCtrl-C stops it.%n");
    out.flush();
  }

  /// Of a deployment that nobody follows, only what fails is told.
  private static final class Quiet implements Terminal {
    @Override
    public void say(String line) {}

    @Override
    public void shows(Proposal proposal) {}

    @Override
    public void event(Event event) {}

    @Override
    public Answer ask(String question) {
      return Answer.YES;
    }
  }
}
