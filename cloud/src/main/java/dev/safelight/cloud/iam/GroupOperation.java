package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;

/// Groups and who is in them.
sealed interface GroupOperation extends IamOperation {
  record CreateGroup(String account, CreateGroupRequest request) implements GroupOperation {
    public CreateGroup {
      Checks.of(Kind.GROUP, request.groupName());
      Checks.path(request.path());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.GROUP.arn(account, Checks.path(request.path()), request.groupName()));
    }
  }

  record GetGroup(String account, GetGroupRequest request) implements GroupOperation {
    public GetGroup {
      Checks.of(Kind.GROUP, request.groupName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.GROUP.arn(account, request.groupName()));
    }
  }

  record DeleteGroup(String account, DeleteGroupRequest request) implements GroupOperation {
    public DeleteGroup {
      Checks.of(Kind.GROUP, request.groupName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.GROUP.arn(account, request.groupName()));
    }
  }

  record ListGroups(String account, ListGroupsRequest request) implements GroupOperation {
    public ListGroups {
      Checks.prefix(request.pathPrefix());
    }

    @Override
    public List<Access> needs() {
      // As AWS names it in its denials: the path that is listed.
      return on("arn:aws:iam::" + account + ":group" + Checks.prefix(request.pathPrefix()));
    }
  }

  record ListGroupsForUser(String account, ListGroupsForUserRequest request)
      implements GroupOperation {
    public ListGroupsForUser {
      Checks.of(Kind.USER, request.userName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.USER.arn(account, request.userName()));
    }
  }

  record AddUserToGroup(String account, AddUserToGroupRequest request) implements GroupOperation {
    public AddUserToGroup {
      Checks.of(Kind.GROUP, request.groupName());
      Checks.of(Kind.USER, request.userName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.GROUP.arn(account, request.groupName()));
    }
  }

  record RemoveUserFromGroup(String account, RemoveUserFromGroupRequest request)
      implements GroupOperation {
    public RemoveUserFromGroup {
      Checks.of(Kind.GROUP, request.groupName());
      Checks.of(Kind.USER, request.userName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.GROUP.arn(account, request.groupName()));
    }
  }
}
