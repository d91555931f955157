package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Caller;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;

/// Users.
sealed interface UserOperation extends IamOperation {
  record CreateUser(String account, CreateUserRequest request) implements UserOperation {
    public CreateUser {
      Checks.of(Kind.USER, request.userName());
      Checks.path(request.path());
      Checks.tags(request.tags());
    }

    @Override
    public List<Access> needs() {
      return Creating.needs(
          this,
          Kind.USER,
          request.path(),
          request.userName(),
          request.permissionsBoundary(),
          request.tags());
    }
  }

  record GetUser(String account, GetUserRequest request) implements UserOperation {
    public GetUser {
      Self.check(request.userName());
    }

    @Override
    public List<Access> needs() {
      return on(Self.resource(account, request.userName()));
    }

    @Override
    public List<Access> needs(Caller caller) {
      return Self.needs(this, request.userName(), caller);
    }
  }

  record DeleteUser(String account, DeleteUserRequest request) implements UserOperation {
    public DeleteUser {
      Checks.of(Kind.USER, request.userName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.USER.arn(account, request.userName()));
    }
  }

  record ListUsers(String account, ListUsersRequest request) implements UserOperation {
    public ListUsers {
      Checks.prefix(request.pathPrefix());
    }

    @Override
    public List<Access> needs() {
      // As AWS names it in its denials: the path that is listed.
      return on("arn:aws:iam::" + account + ":user" + Checks.prefix(request.pathPrefix()));
    }
  }
}
