package dev.safelight.cloud.safelight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.safelight.cloud.authorise.Applied;
import dev.safelight.policy.Deciding;
import dev.safelight.policy.document.Statement;
import java.util.List;
import java.util.Optional;

/// Statements as their documents say them.
final class Quoted {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Quoted() {}

  /// A statement that decided, with where it stands and its own text.
  static void write(Deciding deciding, List<Applied> policies, ObjectNode into) {
    into.put("type", deciding.type().words())
        .put("policy", deciding.policy())
        .put("statement", deciding.statement())
        .put("line", deciding.line());
    for (var applied : policies) {
      var found = statement(deciding, applied);
      if (found.isPresent()) {
        into.put("at", applied.place()).put("sha256", applied.document().hash());
        text(applied, found.get()).ifPresent(text -> into.set("text", text));
        return;
      }
    }
  }

  private static Optional<Statement> statement(Deciding deciding, Applied applied) {
    var policy = applied.policy();
    if (policy.type() != deciding.type() || !policy.name().equals(deciding.policy())) {
      return Optional.empty();
    }
    return policy.policy().statements().stream()
        .filter(it -> Deciding.of(policy, it).equals(deciding))
        .findFirst();
  }

  private static Optional<JsonNode> text(Applied applied, Statement statement) {
    try {
      var written = JSON.readTree(applied.document().text()).path("Statement");
      var text = written.isArray() ? written.path(statement.index() - 1) : written;
      return text.isObject() ? Optional.of(text) : Optional.empty();
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("what the engine has read is JSON", broken);
    }
  }
}
