package dev.safelight.cloud.iam;

import dev.safelight.cloud.authorise.Applied;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Resources.Resource;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.PolicyType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Users, roles, groups and policies as the resources of accesses.
record Owned(Compiled compiled, Trust trusting) {
  /// For actions of IAM. Callers name users and roles without their path: the ARN that policies are
  /// matched with is the entity's own, or a denied path could be reached by its bare name. Where it
  /// is to be moved to is another matter.
  Resource managed(Access access, String account, Transaction transaction) {
    var owner = Directory.account(access.resource(), account);
    boolean creates = access.action().startsWith("iam:Create");
    // PassRole gets a whole ARN from the client; that of another path names nobody.
    var found =
        access.action().equals("iam:PassRole")
            ? Directory.find(access.resource(), transaction)
            : Directory.named(access.resource(), transaction);
    return found
        .filter(_ -> !creates || access.action().equals("iam:CreateAccessKey"))
        .map(entity ->
            new Resource(
                owner,
                List.of(),
                keys(access.action(), entity, transaction),
                access.asWritten() ? "" : entity.arn()))
        .orElseGet(() -> new Resource(owner, List.of(), policyTags(access, transaction)));
  }

  private static Map<String, List<String>> policyTags(Access access, Transaction transaction) {
    var keys = new LinkedHashMap<String, List<String>>();
    var account = Directory.account(access.resource(), "");
    if (!access.action().equals("iam:CreatePolicy")) {
      transaction
          .one(
              "select id from iam_policy where account = ? and arn = ?",
              row -> row.text("id"),
              account,
              access.resource())
          .map(id -> Tags.of(account, id, transaction))
          .orElse(Map.of())
          .forEach((key, value) -> {
            keys.put("aws:ResourceTag/" + key, List.of(value));
            keys.put("iam:ResourceTag/" + key, List.of(value));
          });
    }
    return keys;
  }

  /// For `sts:AssumeRole`: the role and its trust policy. A role that does not exist trusts nobody,
  /// so that it cannot be told from one that is forbidden.
  Resource trust(Access access, String account, Transaction transaction) {
    var arn = access.resource();
    if (!access.action().equals("sts:AssumeRole")) {
      return Resource.of(account);
    }
    var owner = Directory.account(arn, account);
    return Directory.find(arn, transaction)
        .filter(entity -> entity.kind() == Kind.ROLE)
        .map(role ->
            new Resource(
                owner,
                List.of(
                    compiled.applied(
                        PolicyType.ROLE_TRUST,
                        "trust policy of " + role.name(),
                        arn,
                        trusting.current(role, transaction))),
                resourceTags(role, transaction)))
        .orElseGet(() ->
            new Resource(
                owner,
                List.of(Applied.nothing(PolicyType.ROLE_TRUST, "no such role", arn)),
                Map.of()));
  }

  /// Who may change what hangs on an entity can be made to depend on its boundary; where the call
  /// itself brings one, that is meant. AWS: "Actions, resources, and condition keys for AWS IAM".
  private static Map<String, List<String>> keys(
      String action, Entity entity, Transaction transaction) {
    var keys = resourceTags(entity, transaction);
    boolean brings = action.startsWith("iam:Put") && action.endsWith("PermissionsBoundary");
    if (!entity.boundary().isEmpty() && !brings) {
      keys.put("iam:PermissionsBoundary", List.of(entity.boundary()));
    }
    return keys;
  }

  private static Map<String, List<String>> resourceTags(Entity entity, Transaction transaction) {
    var keys = new LinkedHashMap<String, List<String>>();
    keys.putAll(Permissions.tags("aws:ResourceTag/", entity, transaction));
    keys.putAll(Permissions.tags("iam:ResourceTag/", entity, transaction));
    return keys;
  }
}
