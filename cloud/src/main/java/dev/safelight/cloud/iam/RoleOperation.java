package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;

/// Roles and who may assume them.
sealed interface RoleOperation extends IamOperation {
  record CreateRole(String account, CreateRoleRequest request) implements RoleOperation {
    public CreateRole {
      Checks.of(Kind.ROLE, request.roleName());
      Checks.path(request.path());
      Checks.required(request.assumeRolePolicyDocument(), "AssumeRolePolicyDocument");
      Checks.description(request.description());
      if (request.maxSessionDuration() != null) {
        Checks.between(request.maxSessionDuration(), 3600, 43_200, "MaxSessionDuration");
      }
      Checks.tags(request.tags());
    }

    @Override
    public List<Access> needs() {
      return Creating.needs(
          this,
          Kind.ROLE,
          request.path(),
          request.roleName(),
          request.permissionsBoundary(),
          request.tags());
    }
  }

  record GetRole(String account, GetRoleRequest request) implements RoleOperation {
    public GetRole {
      Checks.of(Kind.ROLE, request.roleName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.ROLE.arn(account, request.roleName()));
    }
  }

  record DeleteRole(String account, DeleteRoleRequest request) implements RoleOperation {
    public DeleteRole {
      Checks.of(Kind.ROLE, request.roleName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.ROLE.arn(account, request.roleName()));
    }
  }

  record ListRoles(String account, ListRolesRequest request) implements RoleOperation {
    public ListRoles {
      Checks.prefix(request.pathPrefix());
    }

    @Override
    public List<Access> needs() {
      // As AWS names it in its denials: the path that is listed.
      return on("arn:aws:iam::" + account + ":role" + Checks.prefix(request.pathPrefix()));
    }
  }

  record UpdateRole(String account, UpdateRoleRequest request) implements RoleOperation {
    public UpdateRole {
      Checks.of(Kind.ROLE, request.roleName());
      Checks.description(request.description());
      if (request.maxSessionDuration() != null) {
        Checks.between(request.maxSessionDuration(), 3600, 43_200, "MaxSessionDuration");
      }
    }

    @Override
    public List<Access> needs() {
      return on(Kind.ROLE.arn(account, request.roleName()));
    }
  }

  record UpdateRoleDescription(String account, UpdateRoleDescriptionRequest request)
      implements RoleOperation {
    public UpdateRoleDescription {
      Checks.of(Kind.ROLE, request.roleName());
      Checks.description(request.description());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.ROLE.arn(account, request.roleName()));
    }
  }

  record UpdateAssumeRolePolicy(String account, UpdateAssumeRolePolicyRequest request)
      implements RoleOperation {
    public UpdateAssumeRolePolicy {
      Checks.of(Kind.ROLE, request.roleName());
      Checks.required(request.policyDocument(), "PolicyDocument");
    }

    @Override
    public List<Access> needs() {
      return on(Kind.ROLE.arn(account, request.roleName()));
    }
  }
}
