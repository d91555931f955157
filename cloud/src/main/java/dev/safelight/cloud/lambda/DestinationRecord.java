package dev.safelight.cloud.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The document that a destination is sent. See AWS: "Capturing records of Lambda asynchronous
/// invocations", the example of an invocation record.
final class DestinationRecord {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /// Why an event is told of.
  enum Condition {
    SUCCESS("Success"),
    RETRIES_EXHAUSTED("RetriesExhausted"),
    EVENT_AGE_EXCEEDED("EventAgeExceeded");

    private final String word;

    Condition(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  private DestinationRecord() {}

  /// @param ended the last attempt
  /// @param invocations how often the function was run
  static String of(
      EventQueue.Waiting event, Condition condition, Ended ended, int invocations, Instant now) {
    var root = JSON.createObjectNode();
    root.put("version", "1.0").put("timestamp", MOMENT.format(now));
    root.putObject("requestContext")
        .put("requestId", event.requestId())
        .put("functionArn", event.function().qualified())
        .put("condition", condition.word())
        .put("approximateInvokeCount", invocations);
    root.set("requestPayload", json(event.payload()));
    switch (ended) {
      case Ended.Succeeded(var version, var payload) -> respond(root, version, payload);
      case Ended.Errored(var version, var error, var payload) ->
          respond(root, version, payload).put("functionError", error);
      // Nothing was answered.
      case Ended.Failed _ -> {}
    }
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException("a tree has no JSON", broken);
    }
  }

  private static ObjectNode respond(ObjectNode root, String version, byte[] payload) {
    var context =
        root.putObject("responseContext").put("statusCode", 200).put("executedVersion", version);
    root.set("responsePayload", json(payload));
    return context;
  }

  /// A function may answer what is no JSON: then its text.
  private static JsonNode json(byte[] payload) {
    try {
      var tree = JSON.readTree(payload);
      return tree == null || tree.isMissingNode() ? JSON.nullNode() : tree;
    } catch (IOException _) {
      return JSON.getNodeFactory().textNode(new String(payload, StandardCharsets.UTF_8));
    }
  }
}
