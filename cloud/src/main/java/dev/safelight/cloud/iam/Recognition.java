package dev.safelight.cloud.iam;

import dev.safelight.cloud.protocol.Query;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;

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
          case "UpdateUser" -> query.read(UpdateUserRequest.builder(), form);
          case "UpdateGroup" -> query.read(UpdateGroupRequest.builder(), form);
          case "DeletePolicy" -> query.read(DeletePolicyRequest.builder(), form);
          case "CreateGroup" -> query.read(CreateGroupRequest.builder(), form);
          case "GetGroup" -> query.read(GetGroupRequest.builder(), form);
          case "DeleteGroup" -> query.read(DeleteGroupRequest.builder(), form);
          case "ListGroups" -> query.read(ListGroupsRequest.builder(), form);
          case "ListGroupsForUser" -> query.read(ListGroupsForUserRequest.builder(), form);
          case "AddUserToGroup" -> query.read(AddUserToGroupRequest.builder(), form);
          case "RemoveUserFromGroup" -> query.read(RemoveUserFromGroupRequest.builder(), form);
          case "PutGroupPolicy" -> query.read(PutGroupPolicyRequest.builder(), form);
          case "GetGroupPolicy" -> query.read(GetGroupPolicyRequest.builder(), form);
          case "DeleteGroupPolicy" -> query.read(DeleteGroupPolicyRequest.builder(), form);
          case "ListGroupPolicies" -> query.read(ListGroupPoliciesRequest.builder(), form);
          case "AttachGroupPolicy" -> query.read(AttachGroupPolicyRequest.builder(), form);
          case "DetachGroupPolicy" -> query.read(DetachGroupPolicyRequest.builder(), form);
          case "ListAttachedGroupPolicies" ->
              query.read(ListAttachedGroupPoliciesRequest.builder(), form);
          case "PutUserPermissionsBoundary" ->
              query.read(PutUserPermissionsBoundaryRequest.builder(), form);
          case "DeleteUserPermissionsBoundary" ->
              query.read(DeleteUserPermissionsBoundaryRequest.builder(), form);
          case "PutRolePermissionsBoundary" ->
              query.read(PutRolePermissionsBoundaryRequest.builder(), form);
          case "DeleteRolePermissionsBoundary" ->
              query.read(DeleteRolePermissionsBoundaryRequest.builder(), form);
          case "TagRole" -> query.read(TagRoleRequest.builder(), form);
          case "UntagRole" -> query.read(UntagRoleRequest.builder(), form);
          case "ListRoleTags" -> query.read(ListRoleTagsRequest.builder(), form);
          case "TagUser" -> query.read(TagUserRequest.builder(), form);
          case "UntagUser" -> query.read(UntagUserRequest.builder(), form);
          case "ListUserTags" -> query.read(ListUserTagsRequest.builder(), form);
          case "TagPolicy" -> query.read(TagPolicyRequest.builder(), form);
          case "UntagPolicy" -> query.read(UntagPolicyRequest.builder(), form);
          case "ListPolicyTags" -> query.read(ListPolicyTagsRequest.builder(), form);
          case "UpdateRole" -> query.read(UpdateRoleRequest.builder(), form);
          case "UpdateRoleDescription" -> query.read(UpdateRoleDescriptionRequest.builder(), form);
          case "CreatePolicyVersion" -> query.read(CreatePolicyVersionRequest.builder(), form);
          case "DeletePolicyVersion" -> query.read(DeletePolicyVersionRequest.builder(), form);
          case "SetDefaultPolicyVersion" ->
              query.read(SetDefaultPolicyVersionRequest.builder(), form);
          case "ListPolicyVersions" -> query.read(ListPolicyVersionsRequest.builder(), form);
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
          case UpdateUserRequest it -> new MoveOperation.UpdateUser(account, it);
          case UpdateGroupRequest it -> new MoveOperation.UpdateGroup(account, it);
          case DeletePolicyRequest it -> new PolicyOperation.DeletePolicy(account, it);
          case CreateGroupRequest it -> new GroupOperation.CreateGroup(account, it);
          case GetGroupRequest it -> new GroupOperation.GetGroup(account, it);
          case DeleteGroupRequest it -> new GroupOperation.DeleteGroup(account, it);
          case ListGroupsRequest it -> new GroupOperation.ListGroups(account, it);
          case ListGroupsForUserRequest it -> new GroupOperation.ListGroupsForUser(account, it);
          case AddUserToGroupRequest it -> new GroupOperation.AddUserToGroup(account, it);
          case RemoveUserFromGroupRequest it -> new GroupOperation.RemoveUserFromGroup(account, it);
          case PutGroupPolicyRequest it -> new GroupPolicyOperation.PutGroupPolicy(account, it);
          case GetGroupPolicyRequest it -> new GroupPolicyOperation.GetGroupPolicy(account, it);
          case DeleteGroupPolicyRequest it ->
              new GroupPolicyOperation.DeleteGroupPolicy(account, it);
          case ListGroupPoliciesRequest it ->
              new GroupPolicyOperation.ListGroupPolicies(account, it);
          case AttachGroupPolicyRequest it ->
              new GroupPolicyOperation.AttachGroupPolicy(account, it);
          case DetachGroupPolicyRequest it ->
              new GroupPolicyOperation.DetachGroupPolicy(account, it);
          case ListAttachedGroupPoliciesRequest it ->
              new GroupPolicyOperation.ListAttachedGroupPolicies(account, it);
          case PutUserPermissionsBoundaryRequest it ->
              new BoundaryOperation.PutUserPermissionsBoundary(account, it);
          case DeleteUserPermissionsBoundaryRequest it ->
              new BoundaryOperation.DeleteUserPermissionsBoundary(account, it);
          case PutRolePermissionsBoundaryRequest it ->
              new BoundaryOperation.PutRolePermissionsBoundary(account, it);
          case DeleteRolePermissionsBoundaryRequest it ->
              new BoundaryOperation.DeleteRolePermissionsBoundary(account, it);
          case TagRoleRequest it -> new TaggingOperation.TagRole(account, it);
          case UntagRoleRequest it -> new TaggingOperation.UntagRole(account, it);
          case ListRoleTagsRequest it -> new TaggingOperation.ListRoleTags(account, it);
          case TagUserRequest it -> new TaggingOperation.TagUser(account, it);
          case UntagUserRequest it -> new TaggingOperation.UntagUser(account, it);
          case ListUserTagsRequest it -> new TaggingOperation.ListUserTags(account, it);
          case TagPolicyRequest it -> new TaggingOperation.TagPolicy(account, it);
          case UntagPolicyRequest it -> new TaggingOperation.UntagPolicy(account, it);
          case ListPolicyTagsRequest it -> new TaggingOperation.ListPolicyTags(account, it);
          case UpdateRoleRequest it -> new RoleOperation.UpdateRole(account, it);
          case UpdateRoleDescriptionRequest it ->
              new RoleOperation.UpdateRoleDescription(account, it);
          case CreatePolicyVersionRequest it ->
              new PolicyVersionOperation.CreatePolicyVersion(account, it);
          case DeletePolicyVersionRequest it ->
              new PolicyVersionOperation.DeletePolicyVersion(account, it);
          case SetDefaultPolicyVersionRequest it ->
              new PolicyVersionOperation.SetDefaultPolicyVersion(account, it);
          case ListPolicyVersionsRequest it ->
              new PolicyVersionOperation.ListPolicyVersions(account, it);
          default -> null;
        });
  }
}
