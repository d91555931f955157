package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;

/// What hangs on users: inline policies and attached managed ones.
sealed interface UserPolicyOperation extends IamOperation {
  record PutUserPolicy(String account, PutUserPolicyRequest request)
      implements UserPolicyOperation {
    public PutUserPolicy {
      Checks.of(Kind.USER, request.userName());
      Checks.policyName(request.policyName());
      Checks.required(request.policyDocument(), "PolicyDocument");
    }

    @Override
    public List<Access> needs() {
      return on(Kind.USER.arn(account, request.userName()));
    }
  }

  record GetUserPolicy(String account, GetUserPolicyRequest request)
      implements UserPolicyOperation {
    public GetUserPolicy {
      Checks.of(Kind.USER, request.userName());
      Checks.policyName(request.policyName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.USER.arn(account, request.userName()));
    }
  }

  record DeleteUserPolicy(String account, DeleteUserPolicyRequest request)
      implements UserPolicyOperation {
    public DeleteUserPolicy {
      Checks.of(Kind.USER, request.userName());
      Checks.policyName(request.policyName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.USER.arn(account, request.userName()));
    }
  }

  record ListUserPolicies(String account, ListUserPoliciesRequest request)
      implements UserPolicyOperation {
    public ListUserPolicies {
      Checks.of(Kind.USER, request.userName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.USER.arn(account, request.userName()));
    }
  }

  record AttachUserPolicy(String account, AttachUserPolicyRequest request)
      implements UserPolicyOperation {
    public AttachUserPolicy {
      Checks.of(Kind.USER, request.userName());
      Checks.policyArn(request.policyArn());
    }

    @Override
    public List<Access> needs() {
      return attaching(Kind.USER.arn(account, request.userName()), request.policyArn());
    }
  }

  record DetachUserPolicy(String account, DetachUserPolicyRequest request)
      implements UserPolicyOperation {
    public DetachUserPolicy {
      Checks.of(Kind.USER, request.userName());
      Checks.policyArn(request.policyArn());
    }

    @Override
    public List<Access> needs() {
      return attaching(Kind.USER.arn(account, request.userName()), request.policyArn());
    }
  }

  record ListAttachedUserPolicies(String account, ListAttachedUserPoliciesRequest request)
      implements UserPolicyOperation {
    public ListAttachedUserPolicies {
      Checks.of(Kind.USER, request.userName());
      Checks.prefix(request.pathPrefix());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.USER.arn(account, request.userName()));
    }
  }
}
