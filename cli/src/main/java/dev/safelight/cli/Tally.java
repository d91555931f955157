package dev.safelight.cli;

import dev.safelight.cli.thumbnails.Outcome;
import java.io.PrintWriter;
import java.util.List;

/// Says what came of many originals, and the exit code for it.
record Tally(PrintWriter out, PrintWriter err, List<Outcome> outcomes) {
  /// `each`: with a line for every thumbnail.
  int print(boolean each, long nanos) {
    int written = 0;
    long bytes = 0;
    int made = 0;
    int refused = 0;
    int passed = 0;
    int failed = 0;
    for (var outcome : outcomes) {
      switch (outcome) {
        case Outcome.Made(_, var files) -> {
          made++;
          written += files.size();
          for (var file : files) {
            bytes += file.bytes();
            if (each) {
              line(file);
            }
          }
        }
        case Outcome.PassedOver _ -> passed++;
        case Outcome.Refused(var input, var reason) -> {
          refused++;
          err.println("safelight: " + input.file() + ": " + reason);
        }
        case Outcome.Failed(var input, var reason) -> {
          failed++;
          err.println("safelight: " + input.file() + ": failed: " + reason);
        }
      }
    }
    if (!each) {
      out.printf(
          "%,d of %,d images, %,d thumbnails (%,d bytes), %.1f s; %,d refused, %,d failed, %,d no images%n",
          made, outcomes.size() - passed, written, bytes, nanos / 1e9, refused, failed, passed);
    }
    out.flush();
    err.flush();
    return failed > 0 ? 2 : refused > 0 ? 1 : 0;
  }

  private void line(Outcome.Written written) {
    out.printf(
        "%s: %d x %d %s, %,d bytes%n",
        written.file(), written.width(), written.height(), written.format(), written.bytes());
  }
}
