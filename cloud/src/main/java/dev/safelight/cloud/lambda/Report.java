package dev.safelight.cloud.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The lines that Lambda itself writes at the end of an event, as AWS writes them.
///
/// @param initTime zero where the environment had been initialised before
record Report(
    String requestId,
    Ending ending,
    Duration took,
    Duration timeout,
    int memory,
    long peakMemory,
    Duration initTime) {
  List<String> lines() {
    var lines = new ArrayList<String>();
    var message = Result.message(ending, timeout);
    if (!message.isEmpty()) {
      lines.add("RequestId: %s Error: %s".formatted(requestId, message));
      lines.add(Result.type(ending));
    }
    lines.add("END RequestId: " + requestId);
    lines.add(report());
    return lines;
  }

  private String report() {
    double millis = took.toNanos() / 1e6;
    var report =
        String.format(
            Locale.ROOT,
            "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB\tMax Memory Used: %d MB\t",
            requestId,
            millis,
            (long) Math.ceil(millis),
            memory,
            peakMemory);
    if (!initTime.isZero()) {
      report += String.format(Locale.ROOT, "Init Duration: %.2f ms\t", initTime.toNanos() / 1e6);
    }
    return report + status();
  }

  private String status() {
    return switch (ending) {
      case Ending.Answered _ -> "";
      case Ending.Failed _ -> "Status: error\t";
      case Ending.TimedOut _ -> "Status: timeout\t";
      case Ending.TooLarge _, Ending.Exited _, Ending.NoEntry _ ->
          "Status: error\tError Type: " + Result.type(ending) + "\t";
    };
  }
}
