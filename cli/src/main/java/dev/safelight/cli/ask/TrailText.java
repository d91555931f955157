package dev.safelight.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// The trail for a person: one line a record.
public final class TrailText {
  private TrailText() {}

  /// The lines of an answer to [Questions#records].
  public static List<String> of(JsonNode answer) {
    var lines = new ArrayList<String>();
    answer.path("records").forEach(record -> lines.add(line(record)));
    return List.copyOf(lines);
  }

  /// `TIME REQUEST-ID VERDICT SERVICE:OPERATION CALLER RESOURCES`
  private static String line(JsonNode record) {
    var operation = record.path("operation").asText();
    var resources = new LinkedHashSet<String>();
    record.path("decisions").forEach(it -> resources.add(Plain.text(it.path("resource"))));
    return "%s  %s  %-8s %s  %s  %s"
        .formatted(
            Plain.text(record.path("at")),
            Plain.text(record.path("requestId")),
            verdict(record),
            Plain.text(
                record.path("service").asText() + ":" + (operation.isEmpty() ? "?" : operation)),
            caller(record.path("caller").asText()),
            resources(List.copyOf(resources)))
        .stripTrailing();
  }

  private static String verdict(JsonNode record) {
    var code = record.path("code").asText();
    if (code.isEmpty()) {
      return "ok";
    }
    return code.startsWith("AccessDenied") ? "denied" : Plain.text(code);
  }

  /// `user/admin`, `assumed-role/Role/session`.
  private static String caller(String arn) {
    if (arn.isEmpty()) {
      return "(unsigned)";
    }
    return Plain.text(arn.startsWith("arn:") ? arn.substring(arn.lastIndexOf(':') + 1) : arn);
  }

  private static String resources(List<String> resources) {
    return resources.size() > 3
        ? String.join(" ", resources.subList(0, 3)) + " and " + (resources.size() - 3) + " more"
        : String.join(" ", resources);
  }

  /// The lines of JSON for a program: a record each.
  public static List<String> json(JsonNode answer) {
    var lines = new ArrayList<String>();
    answer.path("records").forEach(record -> lines.add(Plain.line(record)));
    return List.copyOf(lines);
  }
}
