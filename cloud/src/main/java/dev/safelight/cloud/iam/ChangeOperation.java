package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;

/// Changes of what users, roles and groups are, apart from their policies. Names stay: whoever is
/// called otherwise is not the one whom policies and audit records name.
sealed interface ChangeOperation extends IamOperation {
  record UpdateRole(String account, UpdateRoleRequest request) implements ChangeOperation {
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

  record UpdateUser(String account, UpdateUserRequest request) implements ChangeOperation {
    public UpdateUser {
      Checks.of(Kind.USER, request.userName());
      Checks.path(request.newPath());
      requireNoName(request.newUserName(), "NewUserName");
    }

    @Override
    public List<Access> needs() {
      return on(Kind.USER.arn(account, request.userName()));
    }
  }

  record UpdateGroup(String account, UpdateGroupRequest request) implements ChangeOperation {
    public UpdateGroup {
      Checks.of(Kind.GROUP, request.groupName());
      Checks.path(request.newPath());
      requireNoName(request.newGroupName(), "NewGroupName");
    }

    @Override
    public List<Access> needs() {
      return on(Kind.GROUP.arn(account, request.groupName()));
    }
  }

  private static void requireNoName(@Nullable String name, String member) {
    if (name != null) {
      throw new dev.safelight.cloud.call.Fault(
          501, "NotImplemented", member + " is not supported here: names stay.");
    }
  }
}
