package dev.safelight.policy.cases;

import dev.safelight.policy.Attached;
import dev.safelight.policy.Context;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.Requester;
import dev.safelight.policy.document.Dialect;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.exposure.RestrictPublicBuckets;
import dev.safelight.policy.json.Json;
import dev.safelight.policy.json.JsonWriter;
import dev.safelight.policy.match.Arn;
import dev.safelight.policy.match.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Turns one case into a [Query].
final class CaseReader {
  private static final Policy NOTHING = new Policy(Policy.VERSION, "", List.of());

  /// Those of the four that are about making a bucket public, not about serving one.
  private static final Set<String> OTHER_SETTINGS =
      Set.of("blockpublicacls", "ignorepublicacls", "blockpublicpolicy");

  private final List<Attached> policies = new ArrayList<>();

  private CaseReader() {}

  static Query read(Json json) throws MalformedCase {
    var members = Members.of("case", json);
    var request = members.get("request");
    if (request.isEmpty()) {
      throw new MalformedCase("case.request: is missing");
    }
    return new CaseReader().query(members, Members.of("request", request.get()));
  }

  private Query query(Members members, Members request) throws MalformedCase {
    var context = context(request);
    var action = request.demand("action");
    var resource = request.demand("resource");
    all(PolicyType.IDENTITY, "identityPolicies", members);
    one(onResource(action, resource), "resourcePolicy", members);
    one(PolicyType.SESSION, "sessionPolicy", members);
    levels(PolicyType.PERMISSIONS_BOUNDARY, "permissionBoundaries", members, false);
    levels(PolicyType.SERVICE_CONTROL, "scps", members, true);
    levels(PolicyType.RESOURCE_CONTROL, "rcps", members, true);
    all(PolicyType.VPC_ENDPOINT, "vpcEndpointPolicies", members);
    var requester = requester(request, action, context);
    var query =
        new Query(
            requester,
            action,
            resource,
            owner(request, resource, requester),
            Requesters.completed(context, requester),
            policies);
    var block = members.get("s3BlockPublicAccess");
    return block.isPresent() && restricts(block.get())
        ? RestrictPublicBuckets.restrict(query)
        : query;
  }

  /// Whose the resource is: as the case says, else as its ARN says, else the requester's.
  private static String owner(Members request, String resource, Requester requester)
      throws MalformedCase {
    var account = request.text("resourceAccount");
    if (!account.isEmpty()) {
      return account;
    }
    return Arn.of(resource)
        .map(Arn::account)
        .filter(it -> it.length() == 12)
        .orElse(requester.account());
  }

  /// The settings of a bucket, or several levels of them, the most restrictive of which counts. A
  /// setting without a known name counts for all of them.
  private static boolean restricts(Json settings) {
    return switch (settings) {
      case Json.Bool(var on, _) -> on;
      case Json.Arr(var levels, _) -> levels.stream().anyMatch(CaseReader::restricts);
      case Json.Obj(var members, _) ->
          members.stream()
              .anyMatch(member ->
                  !OTHER_SETTINGS.contains(member.name().toLowerCase(Locale.ROOT))
                      && restricts(member.value()));
      case Json.Text(var text, _) ->
          text.equalsIgnoreCase("true")
              || text.equalsIgnoreCase("all")
              || text.equalsIgnoreCase("restrictPublicBuckets");
      case Json.Num _, Json.Null _ -> false;
    };
  }

  private Requester requester(Members request, String action, Context context)
      throws MalformedCase {
    var principal = request.text("principal");
    return principal.isEmpty()
        ? new Requester.Anonymous()
        : new Requesters(action, context, policies).of(principal, request.text("principalAccount"));
  }

  private static Context context(Members request) throws MalformedCase {
    var json = request.get("context");
    if (json.isEmpty()) {
      return Context.empty();
    }
    var several = new HashSet<String>();
    for (var name : Members.texts("request.multivalued", request.list("multivalued"))) {
      several.add(name.toLowerCase(Locale.ROOT));
    }
    var context = Context.empty();
    for (var entry : Members.of("request.context", json.get()).values().entrySet()) {
      var path = "request.context." + entry.getKey();
      var listed =
          entry.getValue() instanceof Json.Arr(var items, _) ? items : List.of(entry.getValue());
      var values = Members.texts(path, listed);
      if (!context.values(Key.of(entry.getKey())).isEmpty()) {
        throw new MalformedCase(path + ": is given twice, upper and lower case aside");
      }
      context =
          several.contains(entry.getKey().toLowerCase(Locale.ROOT))
              ? context.withMultivalued(entry.getKey(), values)
              : context.with(entry.getKey(), values.toArray(String[]::new));
    }
    return context;
  }

  /// A role's and a key's own policy must grant; the action and the resource tell them apart.
  private static PolicyType onResource(String action, String resource) {
    var arn = Arn.of(resource);
    var service = arn.map(Arn::service).orElse("");
    var name = arn.map(Arn::resource).orElse("");
    if (service.equals("iam") && name.startsWith("role/") && isOf("sts:", action)) {
      return PolicyType.ROLE_TRUST;
    }
    return service.equals("kms") && name.startsWith("key/") ? PolicyType.KEY : PolicyType.RESOURCE;
  }

  private static boolean isOf(String prefix, String action) {
    return action.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  private void one(PolicyType type, String name, Members members) throws MalformedCase {
    var json = members.get(name);
    if (json.isPresent() && json.get() instanceof Json.Arr) {
      all(type, name, members);
    } else if (json.isPresent()) {
      attach(type, name, json.get(), 0);
    }
  }

  private void all(PolicyType type, String name, Members members) throws MalformedCase {
    int number = 1;
    for (var json : members.list(name)) {
      attach(type, name + "[" + number++ + "]", json, 0);
    }
  }

  /// Each item is a level of its own; where `nested`, it is a list of policies, any of which may
  /// allow for the level, and an empty one allows nothing.
  private void levels(PolicyType type, String name, Members members, boolean nested)
      throws MalformedCase {
    int level = 0;
    for (var json : members.list(name)) {
      var path = name + "[" + (level + 1) + "]";
      if (level >= Attached.LEVELS) {
        throw new MalformedCase(path + ": more than " + Attached.LEVELS + " levels");
      }
      if (!nested) {
        attach(type, path, json, level++);
        continue;
      }
      var inLevel = Members.list(path, json);
      policies.add(new Attached(type, path, unwritten(type, inLevel), level));
      int number = 1;
      for (var policy : inLevel) {
        attach(type, path + "[" + number++ + "]", policy, level);
      }
      level++;
    }
  }

  /// What stands in a level without being written there. AWS attaches RCPFullAWSAccess to every
  /// level and lets nobody detach it, so cases leave it out; a service control policy has no such
  /// twin.
  private static Policy unwritten(PolicyType type, List<Json> written) {
    var allows = written.stream().map(JsonWriter::write).anyMatch(it -> it.contains("\"Allow\""));
    return type == PolicyType.RESOURCE_CONTROL && !allows ? Policy.RCP_FULL_AWS_ACCESS : NOTHING;
  }

  private void attach(PolicyType type, String name, Json json, int level) throws MalformedCase {
    var document = json instanceof Json.Text(var text, _) ? text : JsonWriter.write(json);
    try {
      var policy = Policy.parse(document, type.kind(), Dialect.COLLECTED);
      policies.add(new Attached(type, name, policy, level));
    } catch (MalformedPolicy malformed) {
      throw new MalformedCase(name + ": " + malformed.element() + ": " + malformed.reason());
    }
  }
}
