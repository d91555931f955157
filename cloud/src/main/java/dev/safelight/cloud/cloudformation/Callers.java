package dev.safelight.cloud.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Who made a stack do something, as its task keeps it: who it was and what limited its session,
/// never a key.
final class Callers {
  private Callers() {}

  static String text(Caller caller) {
    var json = Json.object().put("account", caller.account());
    switch (caller) {
      case Caller.Root _ -> json.put("kind", "root");
      case Caller.User user ->
          json.put("kind", "user")
              .put("path", user.path())
              .put("name", user.name())
              .put("id", user.id());
      case Caller.Session session -> {
        json.put("kind", "session")
            .put("path", session.rolePath())
            .put("name", session.roleName())
            .put("id", session.roleId())
            .put("session", session.sessionName())
            .put("issued", session.issuedAt().toString())
            .put("function", session.sourceFunction());
        var policies = json.putArray("policies");
        session
            .sessionPolicies()
            .forEach(each ->
                policies.addObject().put("arn", each.arn()).put("document", each.document()));
      }
      case Caller.Service _, Caller.Anonymous _ ->
          throw new Fault(403, "AccessDenied", "Stacks are for users and roles.");
    }
    return json.toString();
  }

  static Caller read(String text) {
    var json = Json.read(text);
    var account = json.path("account").asText();
    return switch (json.path("kind").asText()) {
      case "root" -> new Caller.Root(account);
      case "user" ->
          new Caller.User(
              account,
              json.path("path").asText(),
              json.path("name").asText(),
              json.path("id").asText(),
              "");
      default ->
          new Caller.Session(
              account,
              json.path("path").asText(),
              json.path("name").asText(),
              json.path("id").asText(),
              json.path("session").asText(),
              "",
              Instant.parse(json.path("issued").asText()),
              policies(json.path("policies")),
              json.path("function").asText());
    };
  }

  private static List<Caller.SessionPolicy> policies(JsonNode array) {
    var policies = new ArrayList<Caller.SessionPolicy>();
    array.forEach(each ->
        policies.add(
            new Caller.SessionPolicy(each.path("arn").asText(), each.path("document").asText())));
    return policies;
  }
}
