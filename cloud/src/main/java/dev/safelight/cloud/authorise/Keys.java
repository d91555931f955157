package dev.safelight.cloud.authorise;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Circumstances;
import dev.safelight.policy.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The request context: every condition key that AWS would fill for this caller, call and resource.
/// See AWS: "AWS global condition context keys"; which key is present for whom is part of its
/// meaning.
final class Keys {
  /// Those that are sets even when they have one member.
  private static final List<String> MULTIVALUED =
      List.of(
          "aws:CalledVia",
          "aws:PrincipalServiceNamesList",
          "aws:TagKeys",
          "s3:RequestObjectTagKeys");

  private Keys() {}

  static Context context(
      Caller caller,
      Access access,
      Circumstances circumstances,
      Identities.Identity identity,
      Resources.Resource resource) {
    var keys = new LinkedHashMap<String, List<String>>(circumstances.keys());
    keys.putAll(identity.keys());
    keys.putAll(access.keys());
    keys.putAll(resource.keys());
    // Last, so that nothing that a client sends can stand in for who it is.
    keys.putAll(principal(caller));
    keys.putAll(via(circumstances));
    if (!resource.account().isEmpty()) {
      keys.put("aws:ResourceAccount", List.of(resource.account()));
    }
    // Tags kept before their keys had to be distinct may spell one key twice; so may a request.
    var context = Context.joining(keys);
    for (var key : MULTIVALUED) {
      context = context.withMultivalued(key, keys.getOrDefault(key, List.of()));
    }
    return context;
  }

  private static Map<String, List<String>> via(Circumstances circumstances) {
    var services = circumstances.via();
    // Always there: a Deny for whoever calls from elsewhere spares services by it, and would spare
    // everybody without it.
    var keys = new LinkedHashMap<String, List<String>>();
    put(keys, "aws:ViaAWSService", String.valueOf(circumstances.isForwarded()));
    if (!services.isEmpty()) {
      keys.put("aws:CalledVia", services);
      put(keys, "aws:CalledViaFirst", services.getFirst());
      put(keys, "aws:CalledViaLast", services.getLast());
    }
    return keys;
  }

  private static Map<String, List<String>> principal(Caller caller) {
    var keys = new LinkedHashMap<String, List<String>>();
    switch (caller) {
      case Caller.Anonymous _ -> {
        put(keys, "aws:PrincipalType", "Anonymous");
        put(keys, "aws:userid", "anonymous");
        put(keys, "aws:PrincipalIsAWSService", "false");
      }
      case Caller.Root root -> {
        known(keys, root.account(), root.arn(), "Account");
        put(keys, "aws:userid", root.account());
      }
      case Caller.User user -> {
        known(keys, user.account(), user.arn(), "User");
        put(keys, "aws:userid", user.id());
        put(keys, "aws:username", user.name());
      }
      case Caller.Session session -> {
        known(keys, session.account(), session.roleArn(), "AssumedRole");
        put(keys, "aws:userid", session.roleId() + ":" + session.sessionName());
        put(keys, "aws:TokenIssueTime", session.issuedAt().toString());
        put(keys, "aws:MultiFactorAuthPresent", "false");
        if (!session.sourceFunction().isEmpty()) {
          put(keys, "lambda:SourceFunctionArn", session.sourceFunction());
        }
      }
      case Caller.Service service -> {
        put(keys, "aws:PrincipalIsAWSService", "true");
        put(keys, "aws:PrincipalServiceName", service.principal());
        put(keys, "aws:PrincipalServiceNamesList", service.principal());
        service.keys().forEach((key, value) -> put(keys, key, value));
      }
    }
    return keys;
  }

  private static void known(
      Map<String, List<String>> keys, String account, String arn, String type) {
    put(keys, "aws:PrincipalArn", arn);
    put(keys, "aws:PrincipalAccount", account);
    put(keys, "aws:PrincipalType", type);
    put(keys, "aws:PrincipalIsAWSService", "false");
  }

  private static void put(Map<String, List<String>> keys, String key, String value) {
    keys.put(key, List.of(value));
  }
}
