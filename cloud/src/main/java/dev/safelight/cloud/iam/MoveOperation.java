package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;

/// Moves of users and groups to other paths, which must be allowed there, too. AWS: "To change a
/// user's name or path, you must have permissions on the source and target objects". Names stay:
/// whoever is called otherwise is not the one whom policies and audit records name.
sealed interface MoveOperation extends IamOperation {
  record UpdateUser(String account, UpdateUserRequest request) implements MoveOperation {
    public UpdateUser {
      Checks.of(Kind.USER, request.userName());
      Checks.path(request.newPath());
      requireNoName(request.newUserName(), "NewUserName");
    }

    @Override
    public List<Access> needs() {
      return moving(Kind.USER, request.userName(), request.newPath());
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
      return moving(Kind.GROUP, request.groupName(), request.newPath());
    }
  }

  default List<Access> moving(Kind kind, String name, @Nullable String path) {
    var needs = new ArrayList<>(on(kind.arn(account(), name)));
    if (path != null) {
      needs.add(new Access("iam:" + name(), kind.arn(account(), path, name), Map.of(), true));
    }
    return List.copyOf(needs);
  }

  private static void requireNoName(@Nullable String name, String member) {
    if (name != null) {
      throw new dev.safelight.cloud.call.Fault(
          501, "NotImplemented", member + " is not supported here: names stay.");
    }
  }
}
