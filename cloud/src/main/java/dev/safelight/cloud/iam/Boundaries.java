package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryResponse;

/// Puts and deletes the permissions boundaries of users and roles.
record Boundaries(Policies policies) {
  Outcome act(BoundaryOperation operation, Transaction transaction) {
    var account = operation.account();
    return switch (operation) {
      case BoundaryOperation.PutUserPermissionsBoundary(_, var request) -> {
        put(
            Entity.require(transaction, Kind.USER, account, request.userName()),
            request.permissionsBoundary(),
            transaction);
        yield Outcome.of(PutUserPermissionsBoundaryResponse.builder().build());
      }
      case BoundaryOperation.DeleteUserPermissionsBoundary(_, var request) -> {
        delete(Entity.require(transaction, Kind.USER, account, request.userName()), transaction);
        yield Outcome.of(DeleteUserPermissionsBoundaryResponse.builder().build());
      }
      case BoundaryOperation.PutRolePermissionsBoundary(_, var request) -> {
        put(
            Entity.require(transaction, Kind.ROLE, account, request.roleName()),
            request.permissionsBoundary(),
            transaction);
        yield Outcome.of(PutRolePermissionsBoundaryResponse.builder().build());
      }
      case BoundaryOperation.DeleteRolePermissionsBoundary(_, var request) -> {
        delete(Entity.require(transaction, Kind.ROLE, account, request.roleName()), transaction);
        yield Outcome.of(DeleteRolePermissionsBoundaryResponse.builder().build());
      }
    };
  }

  private void put(Entity entity, String boundary, Transaction transaction) {
    entity.bound(transaction, policies.boundary(entity.account(), boundary, transaction));
  }

  private static void delete(Entity entity, Transaction transaction) {
    if (entity.boundary().isEmpty()) {
      throw Faults.noSuchEntity(
          "%s %s does not have a permissions boundary"
              .formatted(entity.kind().capital(), entity.name()));
    }
    entity.bound(transaction, "");
  }
}
