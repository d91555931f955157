package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyResponse;

/// What hangs on groups.
record GroupPolicies(Hanging hanging) {
  Outcome act(GroupPolicyOperation operation, Transaction transaction) {
    var account = operation.account();
    return switch (operation) {
      case GroupPolicyOperation.PutGroupPolicy(_, var request) -> {
        var owner = owner(account, request.groupName(), transaction);
        hanging.put(owner, request.policyName(), request.policyDocument(), transaction);
        yield Outcome.of(PutGroupPolicyResponse.builder().build());
      }
      case GroupPolicyOperation.GetGroupPolicy(_, var request) -> {
        var owner = owner(account, request.groupName(), transaction);
        var policy = Hanging.get(owner, request.policyName(), transaction);
        yield Outcome.of(
            GetGroupPolicyResponse.builder()
                .groupName(owner.name())
                .policyName(policy.name())
                .policyDocument(Documents.encoded(policy.document()))
                .build());
      }
      case GroupPolicyOperation.DeleteGroupPolicy(_, var request) -> {
        var owner = owner(account, request.groupName(), transaction);
        Hanging.delete(owner, request.policyName(), transaction);
        yield Outcome.of(DeleteGroupPolicyResponse.builder().build());
      }
      case GroupPolicyOperation.ListGroupPolicies(_, var request) -> {
        var owner = owner(account, request.groupName(), transaction);
        var page = Hanging.names(owner, request.maxItems(), request.marker(), transaction);
        yield Outcome.of(
            ListGroupPoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.next())
                .build());
      }
      case GroupPolicyOperation.AttachGroupPolicy(_, var request) -> {
        var owner = owner(account, request.groupName(), transaction);
        hanging.attach(owner, request.policyArn(), transaction);
        yield Outcome.of(AttachGroupPolicyResponse.builder().build());
      }
      case GroupPolicyOperation.DetachGroupPolicy(_, var request) -> {
        var owner = owner(account, request.groupName(), transaction);
        Hanging.detach(owner, request.policyArn(), transaction);
        yield Outcome.of(DetachGroupPolicyResponse.builder().build());
      }
      case GroupPolicyOperation.ListAttachedGroupPolicies(_, var request) -> {
        var owner = owner(account, request.groupName(), transaction);
        var prefix = Checks.prefix(request.pathPrefix());
        var page = hanging.page(owner, prefix, request.maxItems(), request.marker(), transaction);
        yield Outcome.of(
            ListAttachedGroupPoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.next())
                .build());
      }
    };
  }

  private static Entity owner(String account, String name, Transaction transaction) {
    return Entity.require(transaction, Kind.GROUP, account, name);
  }
}
