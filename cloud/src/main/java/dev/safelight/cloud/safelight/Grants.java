package dev.safelight.cloud.safelight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.safelight.cloud.authorise.Applied;
import dev.safelight.policy.Engine;
import dev.safelight.policy.Query;
import dev.safelight.policy.Requester;
import dev.safelight.policy.explain.Explanation;
import dev.safelight.policy.explain.Grant;
import java.io.UncheckedIOException;
import java.util.List;

/// The statements that would turn an implicit deny round, as the policy engine works them out, and
/// where each belongs, for people: the ARN of the role, the bucket policy of the bucket. A deny
/// that somebody wrote is not argued with.
final class Grants {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Grants() {}

  static ArrayNode of(Explanation explanation, List<Applied> policies) {
    var grants = JSON.createArrayNode();
    var remedy = explanation.remedy();
    if (!remedy.narrow().isEmpty() || !Engine.decide(remedy.query()).allows()) {
      return grants;
    }
    for (var grant : remedy.grants()) {
      grants
          .addObject()
          .put("type", grant.type().words())
          .put("where", where(explanation.query(), grant, policies))
          .set("statement", json(grant.statement()));
    }
    return grants;
  }

  private static JsonNode json(String statement) {
    try {
      return JSON.readTree(statement);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException("not a statement: " + statement, broken);
    }
  }

  private static String where(Query query, Grant grant, List<Applied> policies) {
    var type = grant.type();
    var there =
        policies.stream()
            .filter(it -> it.policy().type() == type && it.policy().level() == grant.level())
            .findFirst();
    return switch (type) {
      case IDENTITY -> "a policy of " + bearer(query.requester());
      case PERMISSIONS_BOUNDARY, SERVICE_CONTROL, RESOURCE_CONTROL, VPC_ENDPOINT ->
          "the " + type.words() + there.map(it -> " " + named(it)).orElse("");
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
}
