package dev.safelight.cloud.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.safelight.cloud.audit.Evidence.Asked;
import dev.safelight.cloud.authorise.Applied;
import dev.safelight.cloud.authorise.Document;
import dev.safelight.policy.Attached;
import dev.safelight.policy.Context;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.document.Dialect;
import dev.safelight.policy.document.Kind;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Reads what [EvidenceWriter] wrote.
final class EvidenceReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EvidenceReader() {}

  /// @param documents a document's text by its hash
  static Evidence read(EvidenceWriter.Written kept, Function<String, String> documents) {
    try {
      var scene = JSON.readTree(kept.scene());
      var call = JSON.readTree(kept.call());
      var policies = new ArrayList<Applied>();
      scene.path("policies").forEach(policy -> policies.add(applied(policy, documents)));
      var context = with(with(Context.empty(), scene), call);
      var asked = new ArrayList<Asked>();
      call.path("asked").forEach(one -> asked.add(asked(one, scene.path("by"), context, policies)));
      return new Evidence(asked);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException("the audit trail's evidence is no JSON: " + kept, broken);
    }
  }

  private static Asked asked(
      JsonNode one, JsonNode requesters, Context context, List<Applied> policies) {
    var applied = new ArrayList<Applied>();
    one.path("policies").forEach(index -> applied.add(policies.get(index.asInt())));
    var query =
        new Query(
            Requesters.read(requesters.path(one.path("by").asInt())),
            one.path("action").asText(),
            one.path("resource").asText(),
            one.path("account").asText(),
            with(context, one),
            applied.stream().map(Applied::policy).toList());
    return new Asked(query, applied);
  }

  private static Context with(Context context, JsonNode kept) {
    Set<String> several = new HashSet<>();
    kept.path("several").forEach(key -> several.add(key.asText()));
    var all = context;
    for (var key : kept.path("keys").properties()) {
      var values = new ArrayList<String>();
      key.getValue().forEach(value -> values.add(value.asText()));
      all =
          several.contains(key.getKey())
              ? all.withMultivalued(key.getKey(), values)
              : all.with(key.getKey(), values.toArray(String[]::new));
    }
    return all;
  }

  private static Applied applied(JsonNode kept, Function<String, String> documents) {
    var type = PolicyType.valueOf(kept.path("type").asText());
    var hash = kept.path("sha256").asText();
    var text = documents.apply(hash);
    var attached =
        new Attached(
            type,
            kept.path("name").asText(),
            policy(text, type.kind()),
            kept.path("level").asInt());
    return new Applied(attached, new Document(hash, text), kept.path("at").asText());
  }

  /// A document that counted when it was recorded is read, also where today's reader is stricter.
  private static Policy policy(String text, Kind kind) {
    try {
      return Policy.parse(text, kind);
    } catch (MalformedPolicy _) {
      try {
        return Policy.parse(text, kind, Dialect.COLLECTED);
      } catch (MalformedPolicy broken) {
        throw new IllegalStateException("a recorded policy cannot be read: " + text, broken);
      }
    }
  }
}
