package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.UpdateGroupResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateUserResponse;

/// Changes roles' descriptions and longest sessions, and the paths of users and groups.
final class Changes {
  private Changes() {}

  static Outcome act(ChangeOperation operation, Transaction transaction) {
    var account = operation.account();
    return switch (operation) {
      case ChangeOperation.UpdateRole(_, var request) -> {
        update(
            Entity.require(transaction, Kind.ROLE, account, request.roleName()),
            request,
            transaction);
        yield Outcome.of(UpdateRoleResponse.builder().build());
      }
      case ChangeOperation.UpdateUser(_, var request) -> {
        var user = Entity.require(transaction, Kind.USER, account, request.userName());
        move(user, request.newPath(), transaction);
        yield Outcome.of(UpdateUserResponse.builder().build());
      }
      case ChangeOperation.UpdateGroup(_, var request) -> {
        var group = Entity.require(transaction, Kind.GROUP, account, request.groupName());
        move(group, request.newPath(), transaction);
        yield Outcome.of(UpdateGroupResponse.builder().build());
      }
    };
  }

  /// A session's length that is not said becomes the usual one. AWS: "UpdateRole",
  /// MaxSessionDuration.
  private static void update(Entity role, UpdateRoleRequest request, Transaction transaction) {
    transaction.update(
        "update iam_principal set description = ?, longest = ? where account = ? and kind = ? and name = ?",
        request.description() == null ? role.description() : request.description(),
        request.maxSessionDuration() == null ? Roles.USUAL_SESSION : request.maxSessionDuration(),
        role.account(),
        role.kind().word(),
        role.name());
  }

  private static void move(Entity entity, @Nullable String path, Transaction transaction) {
    transaction.update(
        "update iam_principal set path = ? where account = ? and kind = ? and name = ?",
        path == null ? entity.path() : path,
        entity.account(),
        entity.kind().word(),
        entity.name());
  }
}
