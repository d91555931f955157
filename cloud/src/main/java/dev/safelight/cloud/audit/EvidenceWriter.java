package dev.safelight.cloud.audit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.safelight.cloud.authorise.Applied;
import dev.safelight.cloud.authorise.Authorised.Judged;
import dev.safelight.policy.Context;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Requester;
import dev.safelight.policy.match.Key;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Evidence as two compact JSON objects: the scene, which is the same from call to call (who asks,
/// from where, under which policies) and so is kept once, and what is this call's own. What all
/// questions of a call share is written once in either, so that the thousand questions of a bulk
/// deletion cost little more than their resources.
///
/// Scene: `{"by": [requester...], "policies": [{"type", "name", "at", "level", "sha256"}...],
/// "keys": {key: [value...]}, "several": [key...]}`. Call: `{"keys", "several", "asked": [{"by": 0,
/// "action", "resource", "account", "policies": [0, 1], "keys", "several"}...]}`.
final class EvidenceWriter {
  /// Keys that differ from call to call whoever makes it.
  private static final Set<Key> FLEETING =
      Set.of(
          Key.of("aws:CurrentTime"),
          Key.of("aws:EpochTime"),
          Key.of("s3:x-amz-content-sha256"),
          Key.of("s3:signatureAge"));

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ObjectNode scene = JSON.createObjectNode();
  private final ObjectNode call = JSON.createObjectNode();
  private final Map<Requester, Integer> requesters = new LinkedHashMap<>();
  private final Map<Citation, Integer> policies = new LinkedHashMap<>();
  private final ArrayNode requesterList = scene.putArray("by");
  private final ArrayNode policyList = scene.putArray("policies");

  private EvidenceWriter() {}

  /// Both, written.
  record Written(String scene, String call) {}

  static Written write(List<Judged> judged) {
    return new EvidenceWriter().text(judged);
  }

  private Written text(List<Judged> judged) {
    var shared = shared(judged);
    var lasting = new TreeSet<>(Comparator.comparing(Key::toString));
    lasting.addAll(shared);
    lasting.removeIf(FLEETING::contains);
    var fleeting = new HashSet<>(shared);
    fleeting.retainAll(FLEETING);
    var first = judged.getFirst().query().context();
    keys(first, lasting, scene);
    keys(first, fleeting, call);
    var asked = call.putArray("asked");
    for (var one : judged) {
      var query = one.query();
      var entry =
          asked
              .addObject()
              .put("by", requester(query.requester()))
              .put("action", query.action())
              .put("resource", query.resource())
              .put("account", query.resourceAccount());
      var named = entry.putArray("policies");
      one.policies().forEach(policy -> named.add(policy(policy)));
      var own = new HashSet<>(query.context().keys());
      own.removeAll(shared);
      keys(query.context(), own, entry);
    }
    return new Written(scene.toString(), call.toString());
  }

  /// The keys that mean the same in every question.
  private static Set<Key> shared(List<Judged> judged) {
    var first = judged.getFirst().query().context();
    var shared = new HashSet<>(first.keys());
    for (var one : judged.subList(1, judged.size())) {
      var context = one.query().context();
      shared.removeIf(key ->
          !context.values(key).equals(first.values(key))
              || context.isMultivalued(key) != first.isMultivalued(key));
    }
    return shared;
  }

  private static void keys(Context context, Set<Key> keys, ObjectNode into) {
    if (keys.isEmpty()) {
      return;
    }
    var values = into.putObject("keys");
    for (var key : keys) {
      var list = values.putArray(key.toString());
      context.values(key).forEach(value -> list.add(Unsigned.value(value)));
    }
    var several = keys.stream().filter(context::isMultivalued).toList();
    if (!several.isEmpty()) {
      var names = into.putArray("several");
      several.forEach(key -> names.add(key.toString()));
    }
  }

  private int requester(Requester requester) {
    return requesters.computeIfAbsent(
        requester,
        it -> {
          Requesters.write(it, requesterList.addObject());
          return requesters.size();
        });
  }

  private int policy(Applied applied) {
    var policy = applied.policy();
    var citation =
        new Citation(
            policy.type(),
            policy.name(),
            applied.place(),
            policy.level(),
            applied.document().hash());
    return policies.computeIfAbsent(
        citation,
        it -> {
          policyList
              .addObject()
              .put("type", it.type().name())
              .put("name", it.name())
              .put("at", it.place())
              .put("level", it.level())
              .put("sha256", it.hash());
          return policies.size();
        });
  }

  /// What tells two policies of a call apart, without looking through their statements.
  private record Citation(PolicyType type, String name, String place, int level, String hash) {}
}
