package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/// What hangs on roles.
record RolePolicies(Hanging hanging) {
  Outcome act(RolePolicyOperation operation, Transaction transaction) {
    var account = operation.account();
    return switch (operation) {
      case RolePolicyOperation.PutRolePolicy(_, var request) -> {
        var owner = owner(account, request.roleName(), transaction);
        hanging.put(owner, request.policyName(), request.policyDocument(), transaction);
        yield Outcome.of(PutRolePolicyResponse.builder().build());
      }
      case RolePolicyOperation.GetRolePolicy(_, var request) -> {
        var owner = owner(account, request.roleName(), transaction);
        var policy = Hanging.get(owner, request.policyName(), transaction);
        yield Outcome.of(
            GetRolePolicyResponse.builder()
                .roleName(owner.name())
                .policyName(policy.name())
                .policyDocument(Documents.encoded(policy.document()))
                .build());
      }
      case RolePolicyOperation.DeleteRolePolicy(_, var request) -> {
        var owner = owner(account, request.roleName(), transaction);
        Hanging.delete(owner, request.policyName(), transaction);
        yield Outcome.of(DeleteRolePolicyResponse.builder().build());
      }
      case RolePolicyOperation.ListRolePolicies(_, var request) -> {
        var owner = owner(account, request.roleName(), transaction);
        var page = Hanging.names(owner, request.maxItems(), request.marker(), transaction);
        yield Outcome.of(
            ListRolePoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.next())
                .build());
      }
      case RolePolicyOperation.AttachRolePolicy(_, var request) -> {
        var owner = owner(account, request.roleName(), transaction);
        hanging.attach(owner, request.policyArn(), transaction);
        yield Outcome.of(AttachRolePolicyResponse.builder().build());
      }
      case RolePolicyOperation.DetachRolePolicy(_, var request) -> {
        var owner = owner(account, request.roleName(), transaction);
        Hanging.detach(owner, request.policyArn(), transaction);
        yield Outcome.of(DetachRolePolicyResponse.builder().build());
      }
      case RolePolicyOperation.ListAttachedRolePolicies(_, var request) -> {
        var owner = owner(account, request.roleName(), transaction);
        var prefix = Checks.prefix(request.pathPrefix());
        var page = hanging.page(owner, prefix, request.maxItems(), request.marker(), transaction);
        yield Outcome.of(
            ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.next())
                .build());
      }
    };
  }

  private static Entity owner(String account, String name, Transaction transaction) {
    return Entity.require(transaction, Kind.ROLE, account, name);
  }
}
