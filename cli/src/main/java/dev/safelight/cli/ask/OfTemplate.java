package dev.safelight.cli.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.safelight.cloud.planned.Plan;
import java.io.UncheckedIOException;

/// Asks of what a template would bring about.
public final class OfTemplate {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private OfTemplate() {}

  /// Who may, as [Questions#principals] answers it.
  public static JsonNode principals(Plan plan, String action, String resource) {
    try {
      return JSON.readTree(plan.principals(action, resource));
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
