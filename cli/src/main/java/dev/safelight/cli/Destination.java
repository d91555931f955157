package dev.safelight.cli;

import dev.safelight.cli.api.Aws;
import dev.safelight.cli.api.Configured;
import dev.safelight.cloud.Running;
import dev.safelight.cloud.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Option;

/// Where `deploy` goes, so that nobody deploys to an account by mistake: to AWS only by `--endpoint
/// aws`; else where `--endpoint` or AWS_ENDPOINT_URL says; else to the environment that runs on
/// this machine.
final class Destination {
  private static final String AWS = "aws";
  private static final String VARIABLE = "AWS_ENDPOINT_URL";

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      defaultValue = "",
      description =
          "Where to deploy to: aws for AWS itself, or the address of an environment (default: AWS_ENDPOINT_URL, else the environment that runs here).")
  private String endpoint = "";

  @Option(
      names = "--region",
      defaultValue = "",
      description = "The region (default: the configured one).")
  private String region = "";

  @Option(
      names = "--profile",
      defaultValue = "",
      description =
          "Whose keys: a profile of ~/.aws, or of DATA/credentials for the environment that runs here (default: AWS's standard order; the user admin).")
  private String profile = "";

  @Option(
      names = "--data",
      description = "The state of the environment that runs here (default: ~/.safelight).")
  private Path data = Home.data();

  /// A place and who calls there.
  ///
  /// @param words where it is, for people
  /// @param pause between two looks at what happens there
  record Place(Aws aws, String words, Duration pause) {}

  Place find(Map<String, String> environment, Path home) {
    var configured = new Configured(environment, home);
    var variable = configured.variable(VARIABLE, "");
    if (endpoint.equals(AWS)) {
      if (!variable.isEmpty()) {
        throw new IllegalArgumentException(
            "--endpoint aws, and AWS_ENDPOINT_URL is %s: the keys beside it are that place's too. Unset it (and the keys), or leave --endpoint out."
                .formatted(variable));
      }
      return new Place(
          Aws.of(configured.session(profile, region, Map.of())), "AWS", Duration.ofSeconds(2));
    }
    var address = endpoint.isEmpty() ? variable : endpoint;
    boolean here = Running.isIn(data);
    if (address.isEmpty() && !here) {
      throw new IllegalArgumentException(
          "Where to? No environment runs with its state in %s. Start one (./safelight up), or deploy to AWS by --endpoint aws."
              .formatted(data));
    }
    boolean own = here && (address.isEmpty() || isOf(address, Running.in(data)));
    boolean named = !configured.variable("AWS_ACCESS_KEY_ID", "").isEmpty();
    if (own && (!profile.isEmpty() || address.isEmpty() || !named)) {
      var running = Running.in(data);
      var keys =
          Profiles.read(data.resolve("credentials"), profile.isEmpty() ? "default" : profile);
      return new Place(
          Aws.to(running.https(), running.ca(), regionOr(Settings.REGION), keys),
          "the environment at " + running.https(),
          Duration.ofMillis(50));
    }
    return new Place(
        Aws.of(configured.session(profile, region, Map.of(VARIABLE, address))),
        address,
        Duration.ofMillis(50));
  }

  private static boolean isOf(String address, Running running) {
    return address.equals(running.https().toString()) || address.equals(running.http().toString());
  }

  private String regionOr(String standard) {
    return region.isEmpty() ? standard : region;
  }
}
