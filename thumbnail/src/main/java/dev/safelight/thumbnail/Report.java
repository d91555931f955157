package dev.safelight.thumbnail;

import dev.safelight.thumbnail.Result.Made;
import dev.safelight.thumbnail.Result.Permanent;
import dev.safelight.thumbnail.Result.Skipped;
import dev.safelight.thumbnail.Result.Transient;
import dev.safelight.wire.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/// A result for people: how much it matters, a sentence, and what belongs to it.
record Report(Log.Level level, String message, Map<String, Json> details) {
  static Report of(Result result) {
    return switch (result) {
      case Made made -> new Report(Log.Level.INFO, "made a thumbnail", details(made));
      case Skipped(var key, var reason) ->
          new Report(
              Log.Level.INFO,
              "skipped: " + reason,
              key.isEmpty() ? Map.of() : Map.of("key", Json.of(key)));
      case Permanent(var key, _, var reason) ->
          new Report(
              Log.Level.WARN,
              "no thumbnail: " + reason,
              key.isEmpty() ? Map.of() : Map.of("key", Json.of(key)));
      case Transient(var key, var reason) ->
          new Report(Log.Level.ERROR, reason, Map.of("key", Json.of(key)));
    };
  }

  /// Of a fault in the function itself.
  static Report of(RuntimeException bug) {
    var trace = new StringWriter();
    bug.printStackTrace(new PrintWriter(trace));
    return new Report(
        Log.Level.ERROR, "unexpected: " + bug, Map.of("trace", Json.of(trace.toString())));
  }

  private static Map<String, Json> details(Made made) {
    var details = new LinkedHashMap<String, Json>();
    details.put("key", Json.of(made.original().key()));
    details.put("bytes", Json.of(made.original().bytes()));
    details.put(
        "thumbnails", new Json.Items(made.pictures().stream().map(Report::picture).toList()));
    if (made.rounds() > 1) {
      details.put("rounds", Json.of(made.rounds()));
    }
    details.put("getMillis", Json.of(made.times().get().toMillis()));
    details.put("imageMillis", Json.of(made.times().image().toMillis()));
    details.put("putMillis", Json.of(made.times().put().toMillis()));
    details.put("headMillis", Json.of(made.times().head().toMillis()));
    return details;
  }

  private static Json picture(Result.Picture picture) {
    var details = new LinkedHashMap<String, Json>();
    details.put("key", Json.of(picture.key()));
    details.put("bytes", Json.of(picture.bytes()));
    details.put("contentType", Json.of(picture.format().contentType()));
    details.put("width", Json.of(picture.width()));
    details.put("height", Json.of(picture.height()));
    return new Json.Members(details);
  }
}
