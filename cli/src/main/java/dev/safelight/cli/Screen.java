package dev.safelight.cli;

import dev.safelight.cli.demo.Report;
import dev.safelight.cli.demo.Watcher;
import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The demo as a person follows it: a line for each step, rewritten when the step has ended where
/// the output is a terminal.
final class Screen implements Watcher {
  private static final int WIDTH = 100;

  private final PrintWriter out;
  private final boolean terminal;
  private final boolean colours;
  private boolean tableBegun;

  Screen(PrintWriter out) {
    this.out = out;
    this.terminal = isTerminal();
    this.colours = terminal && System.getenv("NO_COLOR") == null;
  }

  static boolean isTerminal() {
    return isTerminal(System.console());
  }

  private static boolean isTerminal(@Nullable Console console) {
    return console != null && console.isTerminal();
  }

  @Override
  public void begins(String step) {
    if (terminal) {
      out.printf("  ·         %s ...", step);
      out.flush();
    }
  }

  @Override
  public void ended(Report.Step step) {
    if (terminal) {
      out.print("\r\u001b[K");
    }
    var mark = step.ok() ? colour("✓", "32") : colour("✗", "31");
    out.printf("  %s %,6d ms  %s%n", mark, step.millis(), colour(step.name(), "1"));
    wrap(step.outcome()).forEach(line -> out.println("              " + line));
    out.flush();
  }

  @Override
  public void row(Report.Row row) {
    if (!tableBegun) {
      tableBegun = true;
      out.println();
      out.println(colour("  The design's truth table, tried live", "1"));
    }
    var mark = row.holds() ? colour("✓", "32") : colour("✗", "31");
    out.printf(
        "  %s %-8s %s%s%n",
        mark,
        row.found(),
        row.condition(),
        row.holds() ? "" : "  (the design says: " + row.wanted() + ")");
    wrap(row.because()).forEach(line -> out.println("              " + line));
    out.flush();
  }

  void summary(Report report, long millis) {
    out.println();
    for (var thumbnail : report.thumbnails()) {
      if (terminal && colours && Picture.isShownBy(System.getenv())) {
        out.println(Picture.of(thumbnail));
      }
      out.println("  thumbnail  " + thumbnail);
    }
    if (report.ok()) {
      out.printf("  %s in %.1f s%n", colour("All as the design says", "32"), millis / 1000.0);
    } else {
      out.println("  " + colour(reason(report), "31"));
    }
    out.flush();
  }

  private static String reason(Report report) {
    for (var step : report.steps()) {
      if (!step.ok()) {
        return "Stopped at \"%s\": %s".formatted(step.name(), step.outcome());
      }
    }
    for (var row : report.truthTable()) {
      if (!row.holds()) {
        return "The truth table does not hold: %s should be %s, was %s"
            .formatted(row.condition(), row.wanted(), row.found());
      }
    }
    return "Stopped while the truth table was prepared";
  }

  private String colour(String text, String code) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  private static List<String> wrap(String text) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + word.length() >= WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
