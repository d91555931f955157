package dev.safelight.policy.cases;

import dev.safelight.policy.Deciding;
import dev.safelight.policy.Decision;
import dev.safelight.policy.Engine;
import dev.safelight.policy.Query;
import dev.safelight.policy.ResourceWords;
import dev.safelight.policy.json.Json;
import dev.safelight.policy.json.JsonReader;
import dev.safelight.policy.json.JsonWriter;
import dev.safelight.policy.json.MalformedJson;
import java.util.List;

/// Answers policy cases in a form that belongs to no engine: one JSON object in, one out. Pure.
///
/// In: `id`, `request` (`principal`, `principalAccount`, `action`, `resource`, `resourceAccount`,
/// `context`, `multivalued`), `identityPolicies`, `resourcePolicy`, `sessionPolicy`,
/// `permissionBoundaries`, `scps` and `rcps` by level, `vpcEndpointPolicies`; what is absent or
/// null does not apply, other members are left alone. Out: `id`, `decision` (`Allowed`,
/// `ExplicitlyDenied`, `ImplicitlyDenied`), `message`, `decidedBy`; or `id` and `error`.
public final class Cases {
  private Cases() {}

  /// The answer to one line, itself one line. A case that cannot be read is answered by an error,
  /// never by a decision.
  public static String answer(String line) {
    Json json;
    try {
      json = JsonReader.read(line);
    } catch (MalformedJson malformed) {
      return error("", malformed.reason());
    }
    var id = json instanceof Json.Obj object ? id(object) : "";
    try {
      return answer(id, CaseReader.read(json));
    } catch (MalformedCase malformed) {
      return error(id, malformed.reason());
    }
  }

  /// The query that one line asks.
  public static Query read(String line) throws MalformedCase {
    try {
      return CaseReader.read(JsonReader.read(line));
    } catch (MalformedJson malformed) {
      throw new MalformedCase(malformed.reason());
    }
  }

  private static String answer(String id, Query query) {
    var decision = Engine.decide(query);
    var words = ResourceWords.of(query.action());
    return switch (decision) {
      case Decision.Allowed(var by) -> answer(id, "Allowed", "", by);
      case Decision.ExplicitlyDenied denied ->
          answer(id, "ExplicitlyDenied", denied.message(query, words), List.of(denied.by()));
      case Decision.ImplicitlyDenied denied ->
          answer(id, "ImplicitlyDenied", denied.message(query, words), List.of());
    };
  }

  private static String answer(String id, String decision, String message, List<Deciding> by) {
    return JsonWriter.write(
        Json.object(
            Json.member("id", id),
            Json.member("decision", decision),
            Json.member("message", message),
            new Json.Member(
                "decidedBy", new Json.Arr(by.stream().map(Cases::deciding).toList(), 1))));
  }

  private static Json deciding(Deciding deciding) {
    return Json.object(
        Json.member("type", deciding.type().words()),
        Json.member("policy", deciding.policy()),
        Json.member("statement", deciding.statement()));
  }

  private static String error(String id, String reason) {
    return JsonWriter.write(Json.object(Json.member("id", id), Json.member("error", reason)));
  }

  private static String id(Json.Obj object) {
    for (var member : object.members()) {
      if (member.name().equals("id") && member.value() instanceof Json.Text(var id, _)) {
        return id;
      }
    }
    return "";
  }
}
