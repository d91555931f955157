package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;

/// What hangs on roles: inline policies and attached managed ones.
sealed interface RolePolicyOperation extends IamOperation {
  record PutRolePolicy(String account, PutRolePolicyRequest request)
      implements RolePolicyOperation {
    public PutRolePolicy {
      Checks.of(Kind.ROLE, request.roleName());
      Checks.policyName(request.policyName());
      Checks.required(request.policyDocument(), "PolicyDocument");
    }

    @Override
    public List<Access> needs() {
      return on(Kind.ROLE.arn(account, request.roleName()));
    }
  }

  record GetRolePolicy(String account, GetRolePolicyRequest request)
      implements RolePolicyOperation {
    public GetRolePolicy {
      Checks.of(Kind.ROLE, request.roleName());
      Checks.policyName(request.policyName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.ROLE.arn(account, request.roleName()));
    }
  }

  record DeleteRolePolicy(String account, DeleteRolePolicyRequest request)
      implements RolePolicyOperation {
    public DeleteRolePolicy {
      Checks.of(Kind.ROLE, request.roleName());
      Checks.policyName(request.policyName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.ROLE.arn(account, request.roleName()));
    }
  }

  record ListRolePolicies(String account, ListRolePoliciesRequest request)
      implements RolePolicyOperation {
    public ListRolePolicies {
      Checks.of(Kind.ROLE, request.roleName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.ROLE.arn(account, request.roleName()));
    }
  }

  record AttachRolePolicy(String account, AttachRolePolicyRequest request)
      implements RolePolicyOperation {
    public AttachRolePolicy {
      Checks.of(Kind.ROLE, request.roleName());
      Checks.policyArn(request.policyArn());
    }

    @Override
    public List<Access> needs() {
      return attaching(Kind.ROLE.arn(account, request.roleName()), request.policyArn());
    }
  }

  record DetachRolePolicy(String account, DetachRolePolicyRequest request)
      implements RolePolicyOperation {
    public DetachRolePolicy {
      Checks.of(Kind.ROLE, request.roleName());
      Checks.policyArn(request.policyArn());
    }

    @Override
    public List<Access> needs() {
      return attaching(Kind.ROLE.arn(account, request.roleName()), request.policyArn());
    }
  }

  record ListAttachedRolePolicies(String account, ListAttachedRolePoliciesRequest request)
      implements RolePolicyOperation {
    public ListAttachedRolePolicies {
      Checks.of(Kind.ROLE, request.roleName());
      Checks.prefix(request.pathPrefix());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.ROLE.arn(account, request.roleName()));
    }
  }
}
