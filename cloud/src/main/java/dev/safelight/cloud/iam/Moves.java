package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.UpdateGroupResponse;
import software.amazon.awssdk.services.iam.model.UpdateUserResponse;

/// Moves users and groups.
final class Moves {
  private Moves() {}

  static Outcome act(MoveOperation operation, Transaction transaction) {
    var account = operation.account();
    return switch (operation) {
      case MoveOperation.UpdateUser(_, var request) -> {
        var user = Entity.require(transaction, Kind.USER, account, request.userName());
        move(user, request.newPath(), transaction);
        yield Outcome.of(UpdateUserResponse.builder().build());
      }
      case MoveOperation.UpdateGroup(_, var request) -> {
        var group = Entity.require(transaction, Kind.GROUP, account, request.groupName());
        move(group, request.newPath(), transaction);
        yield Outcome.of(UpdateGroupResponse.builder().build());
      }
    };
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
