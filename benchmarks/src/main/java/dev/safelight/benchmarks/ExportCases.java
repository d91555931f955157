package dev.safelight.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes the benchmark's policies and requests as JSON, for other engines to decide.
///
/// Arguments: the number of statements, the file.
public final class ExportCases {
  private ExportCases() {}

  public static void main(String... arguments) throws IOException {
    var workload = new Workload(Integer.parseInt(arguments[0]), 1);
    var cases =
        workload.asks.stream().map(ExportCases::json).collect(Collectors.joining(",\n", "[", "]"));
    Files.writeString(
        Path.of(arguments[1]),
        "{\"role\":%s,\"bucket\":%s,\"cases\":%s}"
            .formatted(workload.rolePolicy, workload.bucketPolicy, cases));
  }

  /// No text of the workload needs escaping.
  private static String json(Workload.Ask ask) {
    return """
    {"principal":"%s","action":"s3:GetObject","resource":"%s","resourceAccount":"210987654321",\
    "context":%s,"allowed":%b}\
    """
        .formatted(ask.role(), ask.resource(), json(ask.keys()), ask.fault() == 0);
  }

  private static String json(Map<String, List<String>> keys) {
    return keys.entrySet().stream()
        .map(key -> "\"" + key.getKey() + "\":\"" + key.getValue().getFirst() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
