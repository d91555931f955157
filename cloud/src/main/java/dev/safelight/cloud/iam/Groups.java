package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AddUserToGroupResponse;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupResponse;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsResponse;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupResponse;

/// Creates, shows, fills and deletes groups. What hangs on a group hangs on its users.
record Groups(InstantSource clock, Fresh fresh) {
  private static final int MOST_PER_USER = 10;

  Outcome act(GroupOperation operation, Transaction transaction) {
    var account = operation.account();
    return switch (operation) {
      case GroupOperation.CreateGroup(_, var request) -> create(account, request, transaction);
      case GroupOperation.GetGroup(_, var request) -> get(account, request, transaction);
      case GroupOperation.DeleteGroup(_, var request) -> {
        delete(group(account, request.groupName(), transaction), transaction);
        yield Outcome.of(DeleteGroupResponse.builder().build());
      }
      case GroupOperation.ListGroups(_, var request) -> list(account, request, transaction);
      case GroupOperation.ListGroupsForUser(_, var request) -> list(account, request, transaction);
      case GroupOperation.AddUserToGroup(_, var request) -> {
        add(
            group(account, request.groupName(), transaction),
            user(account, request.userName(), transaction),
            transaction);
        yield Outcome.of(AddUserToGroupResponse.builder().build());
      }
      case GroupOperation.RemoveUserFromGroup(_, var request) -> {
        remove(
            group(account, request.groupName(), transaction),
            user(account, request.userName(), transaction),
            transaction);
        yield Outcome.of(RemoveUserFromGroupResponse.builder().build());
      }
    };
  }

  /// The groups that a user is in, by name.
  static List<Entity> of(Entity user, Transaction transaction) {
    return transaction
        .all(
            "select team from iam_member where account = ? and user = ? order by team",
            row -> row.text("team"),
            user.account(),
            user.name())
        .stream()
        .map(name -> group(user.account(), name, transaction))
        .toList();
  }

  /// Checks that a user who is to be deleted is in no group.
  static void requireNone(Entity user, Transaction transaction) {
    if (!of(user, transaction).isEmpty()) {
      throw Faults.deleteConflict("Cannot delete entity, must remove users from group first.");
    }
  }

  private static Entity group(String account, String name, Transaction transaction) {
    return Entity.require(transaction, Kind.GROUP, account, name);
  }

  private static Entity user(String account, String name, Transaction transaction) {
    return Entity.require(transaction, Kind.USER, account, name);
  }

  private Outcome create(String account, CreateGroupRequest request, Transaction transaction) {
    var group =
        new Entity(
            Kind.GROUP,
            account,
            Checks.path(request.path()),
            request.groupName(),
            fresh.id(Kind.GROUP.prefix()),
            clock.instant(),
            "",
            "",
            "",
            0);
    group.insert(transaction, List.of());
    return Outcome.of(CreateGroupResponse.builder().group(shape(group)).build());
  }

  private static List<String> members(Entity group, Transaction transaction) {
    return transaction.all(
        "select user from iam_member where account = ? and team = ? order by user",
        row -> row.text("user"),
        group.account(),
        group.name());
  }

  private static Outcome get(String account, GetGroupRequest request, Transaction transaction) {
    var group = group(account, request.groupName(), transaction);
    var page =
        Page.of(members(group, transaction), name -> name, request.maxItems(), request.marker());
    return Outcome.of(
        GetGroupResponse.builder()
            .group(shape(group))
            .users(
                page.items().stream()
                    .map(name -> Users.summary(user(account, name, transaction)))
                    .toList())
            .isTruncated(page.isTruncated())
            .marker(page.next())
            .build());
  }

  private static void delete(Entity group, Transaction transaction) {
    if (!members(group, transaction).isEmpty()) {
      throw Faults.deleteConflict("Cannot delete entity, must remove users from group first.");
    }
    Hanging.requireNone(group, transaction);
    group.delete(transaction);
  }

  private static Outcome list(String account, ListGroupsRequest request, Transaction transaction) {
    var page =
        Page.of(
            Entity.all(transaction, Kind.GROUP, account, Checks.prefix(request.pathPrefix())),
            Entity::name,
            request.maxItems(),
            request.marker());
    return Outcome.of(
        ListGroupsResponse.builder()
            .groups(page.items().stream().map(Groups::shape).toList())
            .isTruncated(page.isTruncated())
            .marker(page.next())
            .build());
  }

  private static Outcome list(
      String account, ListGroupsForUserRequest request, Transaction transaction) {
    var user = user(account, request.userName(), transaction);
    var page = Page.of(of(user, transaction), Entity::name, request.maxItems(), request.marker());
    return Outcome.of(
        ListGroupsForUserResponse.builder()
            .groups(page.items().stream().map(Groups::shape).toList())
            .isTruncated(page.isTruncated())
            .marker(page.next())
            .build());
  }

  /// Adding twice changes nothing.
  private static void add(Entity group, Entity user, Transaction transaction) {
    var groups = of(user, transaction);
    if (groups.stream().anyMatch(it -> it.name().equals(group.name()))) {
      return;
    }
    if (groups.size() >= MOST_PER_USER) {
      throw Faults.limitExceeded("Cannot exceed quota for GroupsPerUser: " + MOST_PER_USER);
    }
    transaction.update(
        "insert into iam_member(account, team, user) values (?, ?, ?)",
        group.account(),
        group.name(),
        user.name());
  }

  /// Removing who is not in it changes nothing.
  private static void remove(Entity group, Entity user, Transaction transaction) {
    transaction.update(
        "delete from iam_member where account = ? and team = ? and user = ?",
        group.account(),
        group.name(),
        user.name());
  }

  private static Group shape(Entity group) {
    return Group.builder()
        .path(group.path())
        .groupName(group.name())
        .groupId(group.id())
        .arn(group.arn())
        .createDate(group.created().truncatedTo(ChronoUnit.SECONDS))
        .build();
  }
}
