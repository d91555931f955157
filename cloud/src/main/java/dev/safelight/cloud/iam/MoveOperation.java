package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;

/// Moves of users and groups to other paths. Names stay: whoever is called otherwise is not the one
/// whom policies and audit records name.
sealed interface MoveOperation extends IamOperation {
  record UpdateUser(String account, UpdateUserRequest request) implements MoveOperation {
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

  record UpdateGroup(String account, UpdateGroupRequest request) implements MoveOperation {
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
