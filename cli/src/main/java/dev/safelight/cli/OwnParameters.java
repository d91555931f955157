package dev.safelight.cli;

import java.util.Map;

/// What Safelight's own template must be told on this machine.
final class OwnParameters {
  private OwnParameters() {}

  /// The function's package is linked for the machine that builds it.
  static Map<String, String> here() {
    return Map.of("Architecture", FunctionBuild.here());
  }
}
