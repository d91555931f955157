package dev.safelight.cli.demo;

/// Is told what the demo does while it does it. Called by one thread.
public interface Watcher {
  /// A step begins; [#ended] follows.
  void begins(String step);

  void ended(Report.Step step);

  void row(Report.Row row);
}
