package dev.safelight.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.safelight.cli.demo.Report;

/// A report as one line of JSON: `{"steps":[{"name","millis","outcome","ok"}],"thumbnail":"PATH",
/// "thumbnails":[...],"truthTable":[{"condition","wanted","found","because"}],"ok":true}`.
final class ReportJson {
  private ReportJson() {}

  static String of(Report report) {
    var json = JsonMapper.builder().build().createObjectNode();
    var steps = json.putArray("steps");
    for (var step : report.steps()) {
      steps
          .addObject()
          .put("name", step.name())
          .put("millis", step.millis())
          .put("outcome", step.outcome())
          .put("ok", step.ok());
    }
    json.put(
        "thumbnail",
        report.thumbnails().isEmpty() ? "" : report.thumbnails().getFirst().toString());
    var thumbnails = json.putArray("thumbnails");
    report.thumbnails().forEach(file -> thumbnails.add(file.toString()));
    var rows = json.putArray("truthTable");
    for (var row : report.truthTable()) {
      rows.addObject()
          .put("condition", row.condition())
          .put("wanted", row.wanted())
          .put("found", row.found())
          .put("because", row.because());
    }
    return json.put("ok", report.ok()).toString();
  }
}
