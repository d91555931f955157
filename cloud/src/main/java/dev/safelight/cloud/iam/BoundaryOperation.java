package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;

/// Permissions boundaries of users and roles. Policies can ask which one is meant
/// (`iam:PermissionsBoundary`): the new one where one is put, the present one where it is deleted.
sealed interface BoundaryOperation extends IamOperation {
  record PutUserPermissionsBoundary(String account, PutUserPermissionsBoundaryRequest request)
      implements BoundaryOperation {
    public PutUserPermissionsBoundary {
      Checks.of(Kind.USER, request.userName());
      Checks.policyArn(request.permissionsBoundary());
    }

    @Override
    public List<Access> needs() {
      return bounding(
          this, Kind.USER.arn(account, request.userName()), request.permissionsBoundary());
    }
  }

  record DeleteUserPermissionsBoundary(String account, DeleteUserPermissionsBoundaryRequest request)
      implements BoundaryOperation {
    public DeleteUserPermissionsBoundary {
      Checks.of(Kind.USER, request.userName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.USER.arn(account, request.userName()));
    }
  }

  record PutRolePermissionsBoundary(String account, PutRolePermissionsBoundaryRequest request)
      implements BoundaryOperation {
    public PutRolePermissionsBoundary {
      Checks.of(Kind.ROLE, request.roleName());
      Checks.policyArn(request.permissionsBoundary());
    }

    @Override
    public List<Access> needs() {
      return bounding(
          this, Kind.ROLE.arn(account, request.roleName()), request.permissionsBoundary());
    }
  }

  record DeleteRolePermissionsBoundary(String account, DeleteRolePermissionsBoundaryRequest request)
      implements BoundaryOperation {
    public DeleteRolePermissionsBoundary {
      Checks.of(Kind.ROLE, request.roleName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.ROLE.arn(account, request.roleName()));
    }
  }

  private static List<Access> bounding(
      BoundaryOperation operation, String resource, String boundary) {
    return List.of(
        new Access(
            "iam:" + operation.name(),
            resource,
            Map.of("iam:PermissionsBoundary", List.of(boundary))));
  }
}
