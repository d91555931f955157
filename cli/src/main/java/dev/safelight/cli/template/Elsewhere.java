package dev.safelight.cli.template;

import dev.safelight.template.resolve.Surroundings;
import java.util.List;
import java.util.Optional;

/// What a template asks of an account that is not asked: placeholders that nobody takes for real.
final class Elsewhere implements Surroundings {
  @Override
  public Optional<String> ssmParameter(String name) {
    return Optional.of("value-of-" + name + "-XXXXXXXXXXXX");
  }

  @Override
  public Optional<String> export(String name) {
    return Optional.of("export-" + name + "-XXXXXXXXXXXX");
  }

  @Override
  public List<String> availabilityZones(String region) {
    return List.of(region + "a", region + "b", region + "c");
  }
}
