package dev.safelight.cli.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.safelight.cloud.Stopped;
import java.io.UncheckedIOException;

/// Reads the state of an environment that does not run: whoever may read its files may know.
public record OfStopped(Stopped state) implements Questions {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public JsonNode explain(String requestId) {
    return json(state.explain(requestId));
  }

  @Override
  public JsonNode explainLatest(boolean denied) {
    return json(state.explainLatest(denied));
  }

  @Override
  public JsonNode records(long after, int most, boolean denied, boolean own) {
    return json(state.records(after, most, denied, own));
  }

  @Override
  public JsonNode principals(String action, String resource) {
    return json(state.principals(action, resource));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    state.close();
  }
}
