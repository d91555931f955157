package dev.safelight.cli;

import dev.safelight.cli.demo.Demo;
import dev.safelight.cli.demo.Report;
import dev.safelight.cli.demo.Watcher;
import dev.safelight.cli.deploy.Order;
import dev.safelight.cli.design.Design;
import dev.safelight.cloud.Cloud;
import dev.safelight.cloud.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The main job end to end in an environment that is gone afterwards.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Starts an environment, deploys the design, uploads a photo, shows the thumbnail and why it was allowed.",
    footer = {"", "Example:  safelight demo holiday.jpg portrait.png"})
final class DemoCommand implements Callable<Integer> {
  enum Output {
    TABLE,
    JSON
  }

  @Parameters(
      paramLabel = "IMAGE",
      description = "Photographs to upload (default: one that the build rendered).")
  private List<Path> photos = List.of();

  @Option(
      names = "--output",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Output output = Output.TABLE;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    check();
    var screen = output == Output.JSON ? new Silent() : new Screen(spec.commandLine().getOut());
    long began = System.nanoTime();
    var data = Files.createTempDirectory("safelight-");
    Report report;
    try (var cloud = Cloud.open(Settings.ephemeral(data))) {
      long boot = (System.nanoTime() - began) / 1_000_000;
      var order = Order.of(Home.template(), Design.STACK, OwnParameters.here());
      report =
          new Demo(cloud, Environment.admin(cloud), order, Home.functionZip(), screen)
              .run(boot, photos.isEmpty() ? List.of(Home.photo()) : photos, Home.pictures());
    } finally {
      Folders.delete(data);
    }
    if (screen instanceof Screen shown) {
      shown.summary(report, (System.nanoTime() - began) / 1_000_000);
    } else {
      spec.commandLine().getOut().println(ReportJson.of(report));
    }
    return report.ok() ? 0 : 1;
  }

  private void check() {
    var names = new HashSet<String>();
    for (var photo : photos) {
      if (!Files.isRegularFile(photo) || !Files.isReadable(photo)) {
        throw new ParameterException(
            spec.commandLine(), "IMAGE must be a file that can be read, was " + photo);
      }
      if (!names.add(photo.getFileName().toString())) {
        throw new ParameterException(
            spec.commandLine(), "Two images are called " + photo.getFileName() + ".");
      }
    }
  }

  /// With `--output json` nothing is printed but the report.
  private static final class Silent implements Watcher {
    @Override
    public void begins(String step) {}

    @Override
    public void ended(Report.Step step) {}

    @Override
    public void row(Report.Row row) {}
  }
}
