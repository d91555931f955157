package dev.safelight.cloud.iam;

import dev.safelight.cloud.protocol.Query;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;

/// Forms and shapes into operations: the one list of what there is.
final class Recognition {
  private Recognition() {}

  /// The shape of a form; empty for an operation that is not here.
  static Optional<SdkPojo> shape(Query query, Query.Form form) {
    return Optional.ofNullable(
        switch (form.action()) {
          case "CreateUser" -> query.read(CreateUserRequest.builder(), form);
          case "GetUser" -> query.read(GetUserRequest.builder(), form);
          case "DeleteUser" -> query.read(DeleteUserRequest.builder(), form);
          case "ListUsers" -> query.read(ListUsersRequest.builder(), form);
          case "CreateAccessKey" -> query.read(CreateAccessKeyRequest.builder(), form);
          case "DeleteAccessKey" -> query.read(DeleteAccessKeyRequest.builder(), form);
          case "ListAccessKeys" -> query.read(ListAccessKeysRequest.builder(), form);
          case "UpdateAccessKey" -> query.read(UpdateAccessKeyRequest.builder(), form);
          case "PutUserPolicy" -> query.read(PutUserPolicyRequest.builder(), form);
          case "GetUserPolicy" -> query.read(GetUserPolicyRequest.builder(), form);
          case "DeleteUserPolicy" -> query.read(DeleteUserPolicyRequest.builder(), form);
          case "ListUserPolicies" -> query.read(ListUserPoliciesRequest.builder(), form);
          case "AttachUserPolicy" -> query.read(AttachUserPolicyRequest.builder(), form);
          case "DetachUserPolicy" -> query.read(DetachUserPolicyRequest.builder(), form);
          case "ListAttachedUserPolicies" ->
              query.read(ListAttachedUserPoliciesRequest.builder(), form);
          case "CreateRole" -> query.read(CreateRoleRequest.builder(), form);
          case "GetRole" -> query.read(GetRoleRequest.builder(), form);
          case "DeleteRole" -> query.read(DeleteRoleRequest.builder(), form);
          case "ListRoles" -> query.read(ListRolesRequest.builder(), form);
          case "UpdateAssumeRolePolicy" ->
              query.read(UpdateAssumeRolePolicyRequest.builder(), form);
          case "PutRolePolicy" -> query.read(PutRolePolicyRequest.builder(), form);
          case "GetRolePolicy" -> query.read(GetRolePolicyRequest.builder(), form);
          case "DeleteRolePolicy" -> query.read(DeleteRolePolicyRequest.builder(), form);
          case "ListRolePolicies" -> query.read(ListRolePoliciesRequest.builder(), form);
          case "AttachRolePolicy" -> query.read(AttachRolePolicyRequest.builder(), form);
          case "DetachRolePolicy" -> query.read(DetachRolePolicyRequest.builder(), form);
          case "ListAttachedRolePolicies" ->
              query.read(ListAttachedRolePoliciesRequest.builder(), form);
          case "CreatePolicy" -> query.read(CreatePolicyRequest.builder(), form);
          case "GetPolicy" -> query.read(GetPolicyRequest.builder(), form);
          case "GetPolicyVersion" -> query.read(GetPolicyVersionRequest.builder(), form);
          case "ListPolicies" -> query.read(ListPoliciesRequest.builder(), form);
          case "DeletePolicy" -> query.read(DeletePolicyRequest.builder(), form);
          default -> null;
        });
  }

  /// The operation of a shape.
  static Optional<IamOperation> operation(SdkPojo shape, String account) {
    return Optional.ofNullable(
        switch (shape) {
          case CreateUserRequest it -> new UserOperation.CreateUser(account, it);
          case GetUserRequest it -> new UserOperation.GetUser(account, it);
          case DeleteUserRequest it -> new UserOperation.DeleteUser(account, it);
          case ListUsersRequest it -> new UserOperation.ListUsers(account, it);
          case CreateAccessKeyRequest it -> new AccessKeyOperation.CreateAccessKey(account, it);
          case DeleteAccessKeyRequest it -> new AccessKeyOperation.DeleteAccessKey(account, it);
          case ListAccessKeysRequest it -> new AccessKeyOperation.ListAccessKeys(account, it);
          case UpdateAccessKeyRequest it -> new AccessKeyOperation.UpdateAccessKey(account, it);
          case PutUserPolicyRequest it -> new UserPolicyOperation.PutUserPolicy(account, it);
          case GetUserPolicyRequest it -> new UserPolicyOperation.GetUserPolicy(account, it);
          case DeleteUserPolicyRequest it -> new UserPolicyOperation.DeleteUserPolicy(account, it);
          case ListUserPoliciesRequest it -> new UserPolicyOperation.ListUserPolicies(account, it);
          case AttachUserPolicyRequest it -> new UserPolicyOperation.AttachUserPolicy(account, it);
          case DetachUserPolicyRequest it -> new UserPolicyOperation.DetachUserPolicy(account, it);
          case ListAttachedUserPoliciesRequest it ->
              new UserPolicyOperation.ListAttachedUserPolicies(account, it);
          case CreateRoleRequest it -> new RoleOperation.CreateRole(account, it);
          case GetRoleRequest it -> new RoleOperation.GetRole(account, it);
          case DeleteRoleRequest it -> new RoleOperation.DeleteRole(account, it);
          case ListRolesRequest it -> new RoleOperation.ListRoles(account, it);
          case UpdateAssumeRolePolicyRequest it ->
              new RoleOperation.UpdateAssumeRolePolicy(account, it);
          case PutRolePolicyRequest it -> new RolePolicyOperation.PutRolePolicy(account, it);
          case GetRolePolicyRequest it -> new RolePolicyOperation.GetRolePolicy(account, it);
          case DeleteRolePolicyRequest it -> new RolePolicyOperation.DeleteRolePolicy(account, it);
          case ListRolePoliciesRequest it -> new RolePolicyOperation.ListRolePolicies(account, it);
          case AttachRolePolicyRequest it -> new RolePolicyOperation.AttachRolePolicy(account, it);
          case DetachRolePolicyRequest it -> new RolePolicyOperation.DetachRolePolicy(account, it);
          case ListAttachedRolePoliciesRequest it ->
              new RolePolicyOperation.ListAttachedRolePolicies(account, it);
          case CreatePolicyRequest it -> new PolicyOperation.CreatePolicy(account, it);
          case GetPolicyRequest it -> new PolicyOperation.GetPolicy(account, it);
          case GetPolicyVersionRequest it -> new PolicyOperation.GetPolicyVersion(account, it);
          case ListPoliciesRequest it -> new PolicyOperation.ListPolicies(account, it);
          case DeletePolicyRequest it -> new PolicyOperation.DeletePolicy(account, it);
          default -> null;
        });
  }
}
