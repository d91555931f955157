package dev.safelight.thumbnail;

import dev.safelight.thumbnail.Result.Made;
import dev.safelight.thumbnail.Result.Permanent;
import dev.safelight.thumbnail.Result.Skipped;
import dev.safelight.thumbnail.Result.Transient;
import dev.safelight.thumbnail.json.Json;
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
      case Permanent(var key, var reason) ->
          new Report(Log.Level.WARN, "no thumbnail: " + reason, Map.of("key", Json.of(key)));
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
    details.put("thumbnail", Json.of(made.thumbnail()));
    details.put("thumbnailBytes", Json.of(made.picture().bytes()));
    details.put("contentType", Json.of(made.picture().format().contentType()));
    details.put("width", Json.of(made.picture().width()));
    details.put("height", Json.of(made.picture().height()));
    details.put("getMillis", Json.of(made.times().get().toMillis()));
    details.put("imageMillis", Json.of(made.times().image().toMillis()));
    details.put("putMillis", Json.of(made.times().put().toMillis()));
    return details;
  }
}
