package dev.safelight.cloud.planned;

import dev.safelight.cloud.authorise.Applied;
import dev.safelight.cloud.authorise.Authorised.Judged;
import dev.safelight.cloud.authorise.Authoriser;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Identities.Identity;
import dev.safelight.cloud.authorise.Population;
import dev.safelight.cloud.authorise.PublicRestriction;
import dev.safelight.cloud.authorise.Resources;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Circumstances;
import dev.safelight.cloud.safelight.World;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.document.Principal;
import dev.safelight.policy.document.Principals;
import dev.safelight.policy.exposure.Exposure;
import dev.safelight.policy.match.Arn;
import dev.safelight.template.Resource;
import dev.safelight.template.resolve.Resolved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The users and roles of a template, and those of its account that its policies name.
final class Inhabitants implements World {
  private final Names names;
  private final Policies policies;
  private final String account;
  private final Compiled compiled = new Compiled();
  private final Map<String, Caller> known = new LinkedHashMap<>();
  private final Map<String, Resource> made = new LinkedHashMap<>();
  private final Set<String> outside = new TreeSet<>();
  private final Set<String> groups = new TreeSet<>();
  private final Tagged tagged;
  private final Map<String, Resource> buckets = new LinkedHashMap<>();

  Inhabitants(Resolved resolved, Names names, Policies policies, String account) {
    this.names = names;
    this.policies = policies;
    this.account = account;
    this.tagged = new Tagged(resolved, names);
    var ownGroups = new TreeSet<String>();
    for (var resource : resolved.resources().values()) {
      switch (resource.type()) {
        case "AWS::IAM::Role", "AWS::IAM::User" -> {
          var arn = names.arn(resource);
          made.put(arn, resource);
          known.put(arn, caller(arn));
        }
        case "AWS::IAM::Group" -> ownGroups.add(names.name(resource));
        case "AWS::S3::Bucket" -> buckets.put(names.name(resource), resource);
        default -> {}
      }
    }
    policies.owners().stream().sorted().forEach(this::bearer);
    policies.all().forEach(this::named);
    made.keySet().forEach(arn -> groups.addAll(groups(arn)));
    groups.removeAll(ownGroups);
  }

  Set<String> outside() {
    return outside;
  }

  /// The ARNs of groups that are named but not made here: who else is in them, and what else they
  /// may, is not known.
  List<String> unknownGroups() {
    return groups.stream().map(it -> "arn:aws:iam::" + account + ":group/" + it).toList();
  }

  /// Whom a policy of the template is put on without being made by it.
  private void bearer(String owner) {
    int slash = owner.indexOf('/');
    var kind = owner.substring(0, slash);
    if (kind.equals("role") || kind.equals("user")) {
      stranger("arn:aws:iam::%s:%s/%s".formatted(account, kind, owner.substring(slash + 1)));
    }
    if (kind.equals("group")) {
      groups.add(owner.substring(slash + 1));
    }
  }

  private void named(Applied policy) {
    for (var statement : policy.policy().policy().statements()) {
      if (statement.principals() instanceof Principals.Named(var principals)) {
        for (var principal : principals) {
          if (principal instanceof Principal.Entity(var arn)) {
            stranger(arn);
          }
        }
      }
    }
  }

  private void stranger(String arn) {
    var parts = Arn.of(arn);
    boolean entity =
        parts.isPresent()
            && parts.get().service().equals("iam")
            && parts.get().account().equals(account)
            && (parts.get().resource().startsWith("role/")
                || parts.get().resource().startsWith("user/"));
    boolean there = known.keySet().stream().anyMatch(it -> isCalledAlike(it, arn));
    if (entity && !there) {
      outside.add(arn);
      known.put(arn, caller(arn));
    }
  }

  /// Policies are put on a bare name; ARNs have a path.
  private static boolean isCalledAlike(String one, String other) {
    return kind(one).equals(kind(other)) && name(one).equals(name(other));
  }

  private static String kind(String arn) {
    return arn.contains(":role/") ? "role" : "user";
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private Caller caller(String arn) {
    var path = arn.substring(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
    return kind(arn).equals("user")
        ? new Caller.User(account, path, name(arn), "AIDA" + Names.UNKNOWN, "")
        : new Caller.Session(
            account,
            path,
            name(arn),
            "AROA" + Names.UNKNOWN,
            Population.ANY_SESSION,
            "",
            Instant.EPOCH,
            List.of(),
            "");
  }

  @Override
  public List<Caller> known() {
    return List.copyOf(known.values());
  }

  @Override
  public Judged judge(Caller caller, Access access) {
    return Authoriser.judge(
        caller,
        access,
        new Circumstances("", Map.of()),
        identity(caller),
        resource(access),
        Engine::decide);
  }

  private Identity identity(Caller caller) {
    return switch (caller) {
      case Caller.User user -> {
        var all = new ArrayList<>(policies.of("user/" + user.name()));
        for (var group : groups(user.arn())) {
          all.addAll(policies.of("group/" + group));
        }
        yield new Identity(all, tags("aws:PrincipalTag/", user.arn()));
      }
      case Caller.Session session ->
          new Identity(
              policies.of("role/" + session.roleName()),
              tags("aws:PrincipalTag/", session.roleArn()));
      case Caller.Root _, Caller.Service _, Caller.Anonymous _ -> Identity.NONE;
    };
  }

  private List<String> groups(String user) {
    var resource = made.get(user);
    return resource == null ? List.of() : Values.texts(names.properties(resource), "Groups");
  }

  private Map<String, List<String>> tags(String prefix, String arn) {
    var resource = made.get(arn);
    return resource == null ? Map.of() : tagged.keys(prefix, resource);
  }

  /// No object is there yet that could have tags, and what was made elsewhere may have any.
  @Override
  public Set<String> unknown(Caller caller, Access access) {
    var unknown = new TreeSet<>(Set.of("s3:existingobjecttag/"));
    if (tagged.isUnknown(access)) {
      unknown.addAll(Set.of("aws:resourcetag/", "iam:resourcetag/"));
    }
    var arn =
        switch (caller) {
          case Caller.User user -> user.arn();
          case Caller.Session session -> session.roleArn();
          case Caller.Root _, Caller.Service _, Caller.Anonymous _ -> "";
        };
    if (outside.contains(arn)) {
      unknown.add("aws:principaltag/");
    }
    return unknown;
  }

  private Resources.Resource resource(Access access) {
    var arn = Arn.of(access.resource());
    if (arn.isEmpty()) {
      return Resources.Resource.of(account);
    }
    var text = arn.get().resource();
    var owner = arn.get().account().isEmpty() ? account : arn.get().account();
    var on =
        switch (access.service()) {
          case "s3" -> bucket(text.split("/", 2)[0]);
          case "sqs" -> policies.of("sqs/" + text);
          case "lambda" -> policies.of("lambda/" + Names.function(text));
          case "sts" -> trust(access.resource());
          default -> List.<Applied>of();
        };
    return new Resources.Resource(owner, on, tagged.keys(access));
  }

  private List<Applied> bucket(String name) {
    var on = new ArrayList<>(policies.of("s3/" + name));
    var bucket = buckets.get(name);
    boolean restricted =
        bucket != null
            && Values.text(
                    Values.map(names.properties(bucket), "PublicAccessBlockConfiguration"),
                    "RestrictPublicBuckets")
                .equals("true")
            && on.stream().anyMatch(it -> Exposure.isPublic(it.policy().policy()));
    if (restricted) {
      on.add(PublicRestriction.of(compiled, name, "arn:aws:s3:::" + name, account));
    }
    return on;
  }

  private List<Applied> trust(String arn) {
    var on = policies.of("trust/" + name(arn));
    return on.isEmpty() ? List.of(Applied.nothing(PolicyType.ROLE_TRUST, "no such role", arn)) : on;
  }
}
