package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import java.time.InstantSource;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.User;

/// Creates, shows and deletes users.
record Users(Policies policies, InstantSource clock, Fresh fresh) {
  Outcome act(UserOperation operation, Caller caller, Transaction transaction) {
    var account = operation.account();
    return switch (operation) {
      case UserOperation.CreateUser(_, var request) -> create(account, request, transaction);
      case UserOperation.GetUser(_, var request) -> {
        var name = Self.name(request.userName(), caller);
        var user = Entity.require(transaction, Kind.USER, account, name);
        yield Outcome.of(GetUserResponse.builder().user(shape(user, transaction)).build());
      }
      case UserOperation.DeleteUser(_, var request) -> {
        delete(Entity.require(transaction, Kind.USER, account, request.userName()), transaction);
        yield Outcome.of(DeleteUserResponse.builder().build());
      }
      case UserOperation.ListUsers(_, var request) -> list(account, request, transaction);
    };
  }

  private Outcome create(String account, CreateUserRequest request, Transaction transaction) {
    var boundary = policies.boundary(account, request.permissionsBoundary(), transaction);
    var user =
        new Entity(
            Kind.USER,
            account,
            Checks.path(request.path()),
            request.userName(),
            fresh.id(Kind.USER.prefix()),
            clock.instant(),
            boundary,
            "",
            "",
            0);
    user.insert(transaction, request.tags());
    return Outcome.of(CreateUserResponse.builder().user(shape(user, transaction)).build());
  }

  private static void delete(Entity user, Transaction transaction) {
    if (transaction.exists(
        "select 1 from iam_key where account = ? and user = ?", user.account(), user.name())) {
      throw Faults.deleteConflict("Cannot delete entity, must delete access keys first.");
    }
    Hanging.requireNone(user, transaction);
    Groups.requireNone(user, transaction);
    user.delete(transaction);
  }

  private static Outcome list(String account, ListUsersRequest request, Transaction transaction) {
    var page =
        Page.of(
            Entity.all(transaction, Kind.USER, account, Checks.prefix(request.pathPrefix())),
            Entity::name,
            request.maxItems(),
            request.marker());
    return Outcome.of(
        ListUsersResponse.builder()
            .users(page.items().stream().map(Users::summary).toList())
            .isTruncated(page.isTruncated())
            .marker(page.next())
            .build());
  }

  private static User shape(Entity user, Transaction transaction) {
    var shape = summary(user).toBuilder();
    user.boundaryShape().ifPresent(shape::permissionsBoundary);
    var tags = user.tagShapes(transaction);
    return tags.isEmpty() ? shape.build() : shape.tags(tags).build();
  }

  static User summary(Entity user) {
    return User.builder()
        .path(user.path())
        .userName(user.name())
        .userId(user.id())
        .arn(user.arn())
        .createDate(user.created().truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
        .build();
  }
}
