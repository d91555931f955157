package dev.safelight.cloud.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.safelight.policy.Requester;

/// A requester as a record keeps it: every part that the engine looks at.
final class Requesters {
  private Requesters() {}

  static void write(Requester requester, ObjectNode into) {
    switch (requester) {
      case Requester.Anonymous _ -> into.put("is", "anonymous");
      case Requester.Service(var principal) ->
          into.put("is", "service").put("principal", principal);
      case Requester.Vouched(var provider) -> into.put("is", "vouched").put("provider", provider);
      case Requester.Root(var account) -> into.put("is", "root").put("account", account);
      case Requester.User(var arn, var account) ->
          into.put("is", "user").put("arn", arn).put("account", account);
      case Requester.Role(var role, var session, var account) ->
          into.put("is", "role").put("arn", role).put("session", session).put("account", account);
      case Requester.Federated(var arn, var account, var user) ->
          into.put("is", "federated").put("arn", arn).put("account", account).put("user", user);
    }
  }

  static Requester read(JsonNode kept) {
    var account = kept.path("account").asText();
    var arn = kept.path("arn").asText();
    return switch (kept.path("is").asText()) {
      case "anonymous" -> new Requester.Anonymous();
      case "service" -> new Requester.Service(kept.path("principal").asText());
      case "vouched" -> new Requester.Vouched(kept.path("provider").asText());
      case "root" -> new Requester.Root(account);
      case "user" -> new Requester.User(arn, account);
      case "role" -> new Requester.Role(arn, kept.path("session").asText(), account);
      case "federated" -> new Requester.Federated(arn, account, kept.path("user").asText());
      default -> throw new IllegalStateException("no requester is " + kept.path("is"));
    };
  }
}
