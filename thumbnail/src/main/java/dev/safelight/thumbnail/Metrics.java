package dev.safelight.thumbnail;

import dev.safelight.thumbnail.Result.Made;
import dev.safelight.thumbnail.Result.Permanent;
import dev.safelight.thumbnail.Result.Skipped;
import dev.safelight.thumbnail.Result.Transient;
import dev.safelight.wire.json.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What CloudWatch makes metrics of, within a line of the log: the function needs no permission
/// beyond its logs.
///
/// Dimensions are the function's name, and for refusals the kind besides: both are of few values,
/// which keys are not. AWS: Amazon CloudWatch User Guide, "Specification: Embedded metric format".
record Metrics(String function, InstantSource clock) {
  private static final String NAMESPACE = "Safelight/Thumbnail";
  private static final String FUNCTION = "FunctionName";
  private static final String REASON = "Reason";

  /// The members to add to the line that reports `result`.
  Map<String, Json> of(Result result) {
    var values = new LinkedHashMap<String, Json>();
    var units = new LinkedHashMap<String, String>();
    switch (result) {
      case Made made -> {
        count("Thumbnails", made.pictures().size(), "Count", values, units);
        var times = made.times();
        var all = times.get().plus(times.image()).plus(times.put()).plus(times.head());
        count("Duration", all.toMillis(), "Milliseconds", values, units);
        count("ImageDuration", times.image().toMillis(), "Milliseconds", values, units);
        count("OriginalBytes", made.original().bytes(), "Bytes", values, units);
        long written = made.pictures().stream().mapToLong(Result.Picture::bytes).sum();
        count("ThumbnailBytes", written, "Bytes", values, units);
        count("OriginalPixels", made.original().pixels(), "Count", values, units);
      }
      case Skipped _ -> count("Skipped", 1, "Count", values, units);
      case Permanent _ -> count("Refused", 1, "Count", values, units);
      case Transient _ -> count("NotDone", 1, "Count", values, units);
    }
    var line = new LinkedHashMap<String, Json>();
    line.put("_aws", directive(units, result instanceof Permanent));
    line.put(FUNCTION, Json.of(function));
    if (result instanceof Permanent(_, var kind, _)) {
      line.put(REASON, Json.of(kind));
    }
    line.putAll(values);
    return line;
  }

  private static void count(
      String name, long value, String unit, Map<String, Json> values, Map<String, String> units) {
    values.put(name, Json.of(value));
    units.put(name, unit);
  }

  private Json directive(Map<String, String> units, boolean refused) {
    var metrics = new ArrayList<Json>();
    units.forEach(
        (name, unit) -> metrics.add(members("Name", Json.of(name), "Unit", Json.of(unit))));
    var dimensions = new ArrayList<Json>();
    dimensions.add(new Json.Items(List.of(Json.of(FUNCTION))));
    if (refused) {
      dimensions.add(new Json.Items(List.of(Json.of(FUNCTION), Json.of(REASON))));
    }
    var set = new LinkedHashMap<String, Json>();
    set.put("Namespace", Json.of(NAMESPACE));
    set.put("Dimensions", new Json.Items(dimensions));
    set.put("Metrics", new Json.Items(metrics));
    return members(
        "Timestamp",
        Json.of(clock.instant().toEpochMilli()),
        "CloudWatchMetrics",
        new Json.Items(List.of(new Json.Members(set))));
  }

  private static Json members(String one, Json first, String other, Json second) {
    var members = new LinkedHashMap<String, Json>();
    members.put(one, first);
    members.put(other, second);
    return new Json.Members(members);
  }
}
