package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.wire.json.Json;
import dev.safelight.wire.json.JsonPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// One JSON object a line, with the members that Lambda's own JSON logs have.
///
/// AWS: AWS Lambda Developer Guide, "Configuring JSON and plain text log formats".
record Log(OutputStream output, InstantSource clock) {
  /// As Lambda names them.
  enum Level {
    INFO,
    WARN,
    ERROR
  }

  /// `requestId` is empty outside of a call.
  void write(Level level, String message, String requestId, Map<String, Json> details) {
    var line = new LinkedHashMap<String, Json>();
    line.put("timestamp", Json.of(clock.instant().toString()));
    line.put("level", Json.of(level.name()));
    line.put("message", Json.of(message));
    if (!requestId.isEmpty()) {
      line.put("requestId", Json.of(requestId));
    }
    line.putAll(details);
    try {
      // In one piece: Lambda makes a log event of what it reads.
      output.write((JsonPrinter.print(new Json.Members(line)) + '\n').getBytes(UTF_8));
      output.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write the log", failure);
    }
  }
}
