package dev.safelight.cli.demo;

import java.nio.file.Path;
import java.util.List;

/// What the demo found.
///
/// @param thumbnails where they lie
/// @param ok whether every step came out as the design says
public record Report(List<Step> steps, List<Path> thumbnails, List<Row> truthTable, boolean ok) {
  public Report {
    steps = List.copyOf(steps);
    thumbnails = List.copyOf(thumbnails);
    truthTable = List.copyOf(truthTable);
  }

  /// One step.
  ///
  /// @param millis how long it took
  /// @param outcome what happened, from answers and the audit trail
  public record Step(String name, long millis, String outcome, boolean ok) {}

  /// One row of the design's truth table, tried live.
  ///
  /// @param wanted what the design says: `allowed`, `denied` or `refused`
  /// @param found what happened
  /// @param because the deciding statement, or AWS's words
  public record Row(String condition, String wanted, String found, String because) {
    public boolean holds() {
      return wanted.equals(found);
    }
  }
}
