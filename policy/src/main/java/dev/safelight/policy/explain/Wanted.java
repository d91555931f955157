package dev.safelight.policy.explain;

import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.Requester;
import dev.safelight.policy.json.Json;
import dev.safelight.policy.json.JsonWriter;
import dev.safelight.policy.match.Arn;
import java.util.ArrayList;

/// Writes the statement that allows exactly what a query asks, to exactly who asks it.
final class Wanted {
  private static final int CANONICAL_ID = 64;

  private Wanted() {}

  static String statement(Query query, PolicyType type) {
    var members = new ArrayList<Json.Member>();
    members.add(Json.member("Effect", "Allow"));
    switch (type.kind()) {
      case IDENTITY, SERVICE_CONTROL -> {}
      case RESOURCE, TRUST ->
          members.add(
              type == PolicyType.VPC_ENDPOINT
                  ? Json.member("Principal", "*")
                  : new Json.Member("Principal", principal(query.requester())));
      case RESOURCE_CONTROL -> members.add(Json.member("Principal", "*"));
    }
    members.add(Json.member("Action", query.action()));
    if (type != PolicyType.ROLE_TRUST) {
      members.add(Json.member("Resource", resource(query.resource())));
    }
    return JsonWriter.write(Json.object(members.toArray(Json.Member[]::new)));
  }

  private static Json principal(Requester requester) {
    return switch (requester) {
      case Requester.Anonymous _ -> Json.text("*");
      case Requester.Service(var name) -> Json.object(Json.member("Service", name));
      case Requester.Vouched(var by) -> Json.object(Json.member(vouching(by), by));
      case Requester.Root root -> Json.object(Json.member("AWS", root.arn()));
      case Requester.User(var arn, _) -> Json.object(Json.member("AWS", arn));
      case Requester.Role(var role, _, _) -> Json.object(Json.member("AWS", role));
      case Requester.Federated(var arn, _, _) -> Json.object(Json.member("AWS", arn));
    };
  }

  private static String vouching(String by) {
    if (by.contains("::cloudfront:user/")) {
      return "AWS";
    }
    return by.length() == CANONICAL_ID && by.indexOf('.') < 0 ? "CanonicalUser" : "Federated";
  }

  /// The resource as a pattern that fits nothing else: an object's key may hold stars.
  static String resource(String resource) {
    var arn = Arn.of(resource);
    if (arn.isEmpty()) {
      return "*";
    }
    var last = arn.get().resource();
    var escaped = last.replace("${", "${$}{").replaceAll("(?<!\\$\\{)\\*", "\\${*}");
    return resource.substring(0, resource.length() - last.length())
        + escaped.replaceAll("(?<!\\$\\{)\\?", "\\${?}");
  }
}
