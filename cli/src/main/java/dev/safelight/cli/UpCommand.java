package dev.safelight.cli;

import dev.safelight.cli.design.Deployment;
import dev.safelight.cli.design.Design;
import dev.safelight.cloud.Cloud;
import dev.safelight.cloud.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts the environment, deploys the design into it and keeps it running.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts the environment, deploys the design, and runs until Ctrl-C.",
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
                folder, !ephemeral, host, port, tlsPort, InstantSource.system(), fastRetries))) {
      long ready = (System.nanoTime() - began) / 1_000_000;
      Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stop, closed)));
      var design = Design.of(Settings.ACCOUNT, Settings.REGION);
      new Deployment(Environment.admin(cloud), design).bringAbout(Home.functionZip());
      // Deploying took several times the function's size; what runs from here on needs little of
      // it.
      System.gc();
      announce(cloud, design, folder, ready);
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

  private void announce(Cloud cloud, Design design, Path folder, long ready) {
    var out = spec.commandLine().getOut();
    var option = folder.equals(Home.data()) ? "" : " --data " + folder;
    out.printf(
        """
        Safelight is up (%d ms). Every call is authenticated and authorised.
          HTTPS   %s
          HTTP    %s
          state   %s
          bucket  %s     function  %s     role  %s

        In another shell:
          eval "$(./safelight env%s)"
          aws s3 cp photo.jpg s3://%s/originals/
          aws s3 ls s3://%s/thumbnails/

        Ctrl-C stops it.
        """,
        ready,
        cloud.httpsEndpoint(),
        cloud.httpEndpoint(),
        folder,
        design.bucket(),
        design.function(),
        design.role(),
        option,
        design.bucket(),
        design.bucket());
    out.flush();
  }
}
