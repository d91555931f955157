package dev.safelight.cloud.safelight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.safelight.cloud.authorise.Applied;
import dev.safelight.policy.Attached;
import dev.safelight.policy.Decision;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.Requester;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import java.util.ArrayList;
import java.util.List;

/// The smallest statements that would turn an implicit deny round, and where they belong. Each is
/// exactly what was asked for, never a wildcard, and the engine has tried them: what is told here
/// allows the call. A deny that somebody wrote is not argued with.
final class Remedy {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Both sides of a call between accounts, a boundary and a session policy may each lack a grant.
  private static final int MOST = 5;

  private Remedy() {}

  static ArrayNode of(Query query, List<Applied> policies) {
    var steps = JSON.createArrayNode();
    var trial = query;
    for (int step = 0; step < MOST; step++) {
      switch (Engine.decide(trial)) {
        case Decision.Allowed _ -> {
          return steps;
        }
        case Decision.ExplicitlyDenied _ -> {
          return JSON.createArrayNode();
        }
        case Decision.ImplicitlyDenied(var missing) -> {
          var statement = statement(query, missing);
          steps
              .addObject()
              .put("type", missing.words())
              .put("where", where(query, missing, policies))
              .set("statement", statement);
          trial = with(trial, missing, statement);
        }
      }
    }
    return JSON.createArrayNode();
  }

  private static ObjectNode statement(Query query, PolicyType missing) {
    var statement = JSON.createObjectNode().put("Effect", "Allow");
    if (missing.isOnResource()) {
      principal(query.requester(), statement);
    }
    statement.put("Action", query.action());
    if (missing != PolicyType.ROLE_TRUST) {
      statement.put("Resource", query.resource());
    }
    return statement;
  }

  private static void principal(Requester requester, ObjectNode statement) {
    switch (requester) {
      case Requester.Anonymous _ -> statement.put("Principal", "*");
      case Requester.Service(var name) -> statement.putObject("Principal").put("Service", name);
      case Requester.Vouched(var provider) ->
          statement.putObject("Principal").put("Federated", provider);
      // The role and not the session: the next session has another name.
      case Requester.Role(var role, _, _) -> statement.putObject("Principal").put("AWS", role);
      case Requester.Root _, Requester.User _, Requester.Federated _ ->
          statement.putObject("Principal").put("AWS", requester.arn());
    }
  }

  private static String where(Query query, PolicyType missing, List<Applied> policies) {
    var there = policies.stream().filter(it -> it.policy().type() == missing).findFirst();
    return switch (missing) {
      case IDENTITY -> "a policy of " + bearer(query.requester());
      case PERMISSIONS_BOUNDARY, SERVICE_CONTROL, RESOURCE_CONTROL, VPC_ENDPOINT ->
          "the " + missing.words() + there.map(it -> " " + named(it)).orElse("");
      case SESSION -> "the session policy that is passed when the session is opened";
      case ROLE_TRUST -> "the trust policy of " + query.resource();
      case RESOURCE, KEY ->
          there.map(it -> "the " + it.policy().name()).orElse("a policy on " + query.resource());
    };
  }

  private static String named(Applied applied) {
    return applied.place().isEmpty() ? applied.policy().name() : applied.place();
  }

  private static String bearer(Requester requester) {
    return switch (requester) {
      case Requester.Role(var role, _, _) -> role;
      case Requester.Federated(_, _, var user) -> user;
      case Requester.Anonymous _,
          Requester.Service _,
          Requester.Vouched _,
          Requester.Root _,
          Requester.User _ ->
          requester.arn();
    };
  }

  private static Query with(Query query, PolicyType type, JsonNode statement) {
    var document = JSON.createObjectNode().put("Version", Policy.VERSION);
    document.set("Statement", statement);
    var level =
        query.policies().stream()
            .filter(it -> it.type() == type)
            .mapToInt(Attached::level)
            .max()
            .orElse(0);
    var policies = new ArrayList<>(query.policies());
    try {
      policies.add(
          new Attached(type, "remedy", Policy.parse(document.toString(), type.kind()), level));
    } catch (MalformedPolicy broken) {
      throw new IllegalStateException("not a statement: " + document, broken);
    }
    return new Query(
        query.requester(),
        query.action(),
        query.resource(),
        query.resourceAccount(),
        query.context(),
        policies);
  }
}
