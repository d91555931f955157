package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;

/// What hangs on groups: inline policies and attached managed ones.
sealed interface GroupPolicyOperation extends IamOperation {
  record PutGroupPolicy(String account, PutGroupPolicyRequest request)
      implements GroupPolicyOperation {
    public PutGroupPolicy {
      Checks.of(Kind.GROUP, request.groupName());
      Checks.policyName(request.policyName());
      Checks.required(request.policyDocument(), "PolicyDocument");
    }

    @Override
    public List<Access> needs() {
      return on(Kind.GROUP.arn(account, request.groupName()));
    }
  }

  record GetGroupPolicy(String account, GetGroupPolicyRequest request)
      implements GroupPolicyOperation {
    public GetGroupPolicy {
      Checks.of(Kind.GROUP, request.groupName());
      Checks.policyName(request.policyName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.GROUP.arn(account, request.groupName()));
    }
  }

  record DeleteGroupPolicy(String account, DeleteGroupPolicyRequest request)
      implements GroupPolicyOperation {
    public DeleteGroupPolicy {
      Checks.of(Kind.GROUP, request.groupName());
      Checks.policyName(request.policyName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.GROUP.arn(account, request.groupName()));
    }
  }

  record ListGroupPolicies(String account, ListGroupPoliciesRequest request)
      implements GroupPolicyOperation {
    public ListGroupPolicies {
      Checks.of(Kind.GROUP, request.groupName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.GROUP.arn(account, request.groupName()));
    }
  }

  record AttachGroupPolicy(String account, AttachGroupPolicyRequest request)
      implements GroupPolicyOperation {
    public AttachGroupPolicy {
      Checks.of(Kind.GROUP, request.groupName());
      Checks.policyArn(request.policyArn());
    }

    @Override
    public List<Access> needs() {
      return attaching(Kind.GROUP.arn(account, request.groupName()), request.policyArn());
    }
  }

  record DetachGroupPolicy(String account, DetachGroupPolicyRequest request)
      implements GroupPolicyOperation {
    public DetachGroupPolicy {
      Checks.of(Kind.GROUP, request.groupName());
      Checks.policyArn(request.policyArn());
    }

    @Override
    public List<Access> needs() {
      return attaching(Kind.GROUP.arn(account, request.groupName()), request.policyArn());
    }
  }

  record ListAttachedGroupPolicies(String account, ListAttachedGroupPoliciesRequest request)
      implements GroupPolicyOperation {
    public ListAttachedGroupPolicies {
      Checks.of(Kind.GROUP, request.groupName());
      Checks.prefix(request.pathPrefix());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.GROUP.arn(account, request.groupName()));
    }
  }
}
