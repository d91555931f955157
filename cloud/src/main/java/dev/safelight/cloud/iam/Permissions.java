package dev.safelight.cloud.iam;

import dev.safelight.cloud.authorise.Applied;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Identities.Identity;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.PolicyType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The identity-based policies of callers, as they are at this moment.
record Permissions(Compiled compiled, Policies policies) {
  Identity of(Caller caller, Transaction transaction) {
    return switch (caller) {
      case Caller.User user ->
          of(Kind.USER, user.account(), user.name(), user.id(), List.of(), transaction);
      case Caller.Session session ->
          of(
              Kind.ROLE,
              session.account(),
              session.roleName(),
              session.roleId(),
              session.sessionPolicies(),
              transaction);
      case Caller.Root _, Caller.Service _, Caller.Anonymous _ -> Identity.NONE;
    };
  }

  private Identity of(
      Kind kind,
      String account,
      String name,
      String id,
      List<Caller.SessionPolicy> sessionPolicies,
      Transaction transaction) {
    var attached = new ArrayList<Applied>();
    for (var policy : sessionPolicies) {
      attached.add(
          compiled.applied(PolicyType.SESSION, name(policy), policy.arn(), policy.document()));
    }
    // The id, not the name: who outlives a deleted role must not become whoever is called so now.
    var entity = Entity.find(transaction, kind, account, name).filter(it -> it.id().equals(id));
    if (entity.isEmpty()) {
      return new Identity(attached, Map.of());
    }
    var owner = entity.get();
    hanging(owner, attached, transaction);
    if (kind == Kind.USER) {
      for (var group : Groups.of(owner, transaction)) {
        hanging(group, attached, transaction);
      }
    }
    if (!owner.boundary().isEmpty()) {
      var boundary =
          policies
              .find(account, owner.boundary(), transaction)
              .orElseThrow(
                  () -> new IllegalStateException("the boundary " + owner.boundary() + " is gone"));
      attached.add(
          compiled.applied(
              PolicyType.PERMISSIONS_BOUNDARY,
              boundary.name(),
              boundary.arn(),
              boundary.document()));
    }
    return new Identity(attached, tags("aws:PrincipalTag/", owner, transaction));
  }

  private void hanging(Entity owner, List<Applied> attached, Transaction transaction) {
    for (var policy : Hanging.inline(owner, transaction)) {
      attached.add(
          compiled.applied(PolicyType.IDENTITY, policy.name(), owner.arn(), policy.document()));
    }
    for (var arn : Hanging.attached(owner, transaction)) {
      policies
          .find(owner.account(), arn, transaction)
          .map(policy ->
              compiled.applied(PolicyType.IDENTITY, policy.name(), policy.arn(), policy.document()))
          .ifPresent(attached::add);
    }
  }

  private static String name(Caller.SessionPolicy policy) {
    return policy.arn().isEmpty()
        ? "session policy"
        : policy.arn().substring(policy.arn().lastIndexOf('/') + 1);
  }

  /// An entity's tags as condition keys.
  static Map<String, List<String>> tags(String prefix, Entity owner, Transaction transaction) {
    var keys = new LinkedHashMap<String, List<String>>();
    owner.tags(transaction).forEach((key, value) -> keys.put(prefix + key, List.of(value)));
    return keys;
  }
}
