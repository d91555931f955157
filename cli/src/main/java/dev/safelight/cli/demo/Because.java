package dev.safelight.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.safelight.cli.api.Aws;
import java.util.Map;

/// Why a call was denied, asked of the environment as `safelight why` asks it: what came nearest
/// and what kept it from allowing. The demo's environment is gone when it ends, so it is told at
/// once.
final class Because {
  private Because() {}

  static String of(String requestId, Aws admin) {
    var answer = admin.safelight("ExplainDecision", Map.of("requestId", requestId));
    if (!answer.ok()) {
      throw new Failed(answer.error());
    }
    for (var decision : answer.json().path("decisions")) {
      if (decision.has("nearest")) {
        return nearest(decision.path("nearest"))
            + " Where the environment lasts: safelight why "
            + requestId;
      }
    }
    throw new Failed("nothing came near: " + answer.text());
  }

  private static String nearest(JsonNode nearest) {
    var failure = nearest.path("failures").path(0);
    return "Nearest was %s (line %d of the %s), whose %s."
        .formatted(
            nearest.path("statement").asText(),
            nearest.path("line").asInt(),
            nearest.path("policy").asText(),
            failure.path("sentence").asText());
  }
}
