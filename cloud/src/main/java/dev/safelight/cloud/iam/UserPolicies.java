package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;

/// What hangs on users.
record UserPolicies(Hanging hanging) {
  Outcome act(UserPolicyOperation operation, Transaction transaction) {
    var account = operation.account();
    return switch (operation) {
      case UserPolicyOperation.PutUserPolicy(_, var request) -> {
        var owner = owner(account, request.userName(), transaction);
        hanging.put(owner, request.policyName(), request.policyDocument(), transaction);
        yield Outcome.of(PutUserPolicyResponse.builder().build());
      }
      case UserPolicyOperation.GetUserPolicy(_, var request) -> {
        var owner = owner(account, request.userName(), transaction);
        var policy = Hanging.get(owner, request.policyName(), transaction);
        yield Outcome.of(
            GetUserPolicyResponse.builder()
                .userName(owner.name())
                .policyName(policy.name())
                .policyDocument(Documents.encoded(policy.document()))
                .build());
      }
      case UserPolicyOperation.DeleteUserPolicy(_, var request) -> {
        var owner = owner(account, request.userName(), transaction);
        Hanging.delete(owner, request.policyName(), transaction);
        yield Outcome.of(DeleteUserPolicyResponse.builder().build());
      }
      case UserPolicyOperation.ListUserPolicies(_, var request) -> {
        var owner = owner(account, request.userName(), transaction);
        var page = Hanging.names(owner, request.maxItems(), request.marker(), transaction);
        yield Outcome.of(
            ListUserPoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.next())
                .build());
      }
      case UserPolicyOperation.AttachUserPolicy(_, var request) -> {
        var owner = owner(account, request.userName(), transaction);
        hanging.attach(owner, request.policyArn(), transaction);
        yield Outcome.of(AttachUserPolicyResponse.builder().build());
      }
      case UserPolicyOperation.DetachUserPolicy(_, var request) -> {
        var owner = owner(account, request.userName(), transaction);
        Hanging.detach(owner, request.policyArn(), transaction);
        yield Outcome.of(DetachUserPolicyResponse.builder().build());
      }
      case UserPolicyOperation.ListAttachedUserPolicies(_, var request) -> {
        var owner = owner(account, request.userName(), transaction);
        var prefix = Checks.prefix(request.pathPrefix());
        var page = hanging.page(owner, prefix, request.maxItems(), request.marker(), transaction);
        yield Outcome.of(
            ListAttachedUserPoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.next())
                .build());
      }
    };
  }

  private static Entity owner(String account, String name, Transaction transaction) {
    return Entity.require(transaction, Kind.USER, account, name);
  }
}
