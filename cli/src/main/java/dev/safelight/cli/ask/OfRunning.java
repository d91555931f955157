package dev.safelight.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import dev.safelight.cli.api.Aws;
import java.util.Map;

/// Asks a running environment by signed calls, which it authorises and audits like all others.
public record OfRunning(Aws caller) implements Questions {
  @Override
  public JsonNode explain(String requestId) {
    return ask("ExplainDecision", Map.of("requestId", requestId));
  }

  @Override
  public JsonNode explainLatest(boolean denied) {
    return ask("ExplainDecision", Map.of("latest", true, "denied", denied));
  }

  @Override
  public JsonNode records(long after, int most, boolean denied, boolean own) {
    return ask("LookUpRecords", Map.of("after", after, "most", most, "denied", denied, "own", own));
  }

  @Override
  public JsonNode principals(String action, String resource) {
    return ask("FindPrincipals", Map.of("action", action, "resource", resource));
  }

  private JsonNode ask(String operation, Map<String, ?> request) {
    var answer = caller.safelight(operation, request);
    if (answer.ok()) {
      return answer.json();
    }
    var sentence = answer.json().path("message").asText(answer.error());
    throw switch (answer.errorType()) {
      case "ResourceNotFoundException", "ValidationException" ->
          new IllegalArgumentException(sentence);
      case "AccessDeniedException" -> new Forbidden(sentence);
      default -> new IllegalStateException(answer.error());
    };
  }

  @Override
  public void close() {}
}
