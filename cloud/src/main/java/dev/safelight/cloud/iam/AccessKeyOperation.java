package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Caller;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;

/// Long-term keys. A caller who names no user means itself.
sealed interface AccessKeyOperation extends IamOperation {
  record CreateAccessKey(String account, CreateAccessKeyRequest request)
      implements AccessKeyOperation {
    public CreateAccessKey {
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

  record DeleteAccessKey(String account, DeleteAccessKeyRequest request)
      implements AccessKeyOperation {
    public DeleteAccessKey {
      Self.check(request.userName());
      Checks.required(request.accessKeyId(), "AccessKeyId");
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

  record ListAccessKeys(String account, ListAccessKeysRequest request)
      implements AccessKeyOperation {
    public ListAccessKeys {
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

  record UpdateAccessKey(String account, UpdateAccessKeyRequest request)
      implements AccessKeyOperation {
    public UpdateAccessKey {
      Self.check(request.userName());
      Checks.required(request.accessKeyId(), "AccessKeyId");
      Checks.status(request.statusAsString());
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
}
