package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;

/// Tags of roles, users and managed policies.
sealed interface TaggingOperation extends IamOperation {
  /// Policies can ask which tags go.
  default List<Access> untagging(String resource, List<String> keys) {
    return List.of(
        new Access(
            "iam:" + name(), resource, keys.isEmpty() ? Map.of() : Map.of("aws:TagKeys", keys)));
  }

  record TagRole(String account, TagRoleRequest request) implements TaggingOperation {
    public TagRole {
      Checks.of(Kind.ROLE, request.roleName());
      Checks.tags(request.tags());
    }

    @Override
    public List<Access> needs() {
      return List.of(
          new Access(
              "iam:TagRole",
              Kind.ROLE.arn(account, request.roleName()),
              Creating.requested(request.tags())));
    }
  }

  record UntagRole(String account, UntagRoleRequest request) implements TaggingOperation {
    public UntagRole {
      Checks.of(Kind.ROLE, request.roleName());
    }

    @Override
    public List<Access> needs() {
      return untagging(Kind.ROLE.arn(account, request.roleName()), request.tagKeys());
    }
  }

  record ListRoleTags(String account, ListRoleTagsRequest request) implements TaggingOperation {
    public ListRoleTags {
      Checks.of(Kind.ROLE, request.roleName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.ROLE.arn(account, request.roleName()));
    }
  }

  record TagUser(String account, TagUserRequest request) implements TaggingOperation {
    public TagUser {
      Checks.of(Kind.USER, request.userName());
      Checks.tags(request.tags());
    }

    @Override
    public List<Access> needs() {
      return List.of(
          new Access(
              "iam:TagUser",
              Kind.USER.arn(account, request.userName()),
              Creating.requested(request.tags())));
    }
  }

  record UntagUser(String account, UntagUserRequest request) implements TaggingOperation {
    public UntagUser {
      Checks.of(Kind.USER, request.userName());
    }

    @Override
    public List<Access> needs() {
      return untagging(Kind.USER.arn(account, request.userName()), request.tagKeys());
    }
  }

  record ListUserTags(String account, ListUserTagsRequest request) implements TaggingOperation {
    public ListUserTags {
      Checks.of(Kind.USER, request.userName());
    }

    @Override
    public List<Access> needs() {
      return on(Kind.USER.arn(account, request.userName()));
    }
  }

  record TagPolicy(String account, TagPolicyRequest request) implements TaggingOperation {
    public TagPolicy {
      Checks.policyArn(request.policyArn());
      Checks.tags(request.tags());
    }

    @Override
    public List<Access> needs() {
      return List.of(
          new Access("iam:TagPolicy", request.policyArn(), Creating.requested(request.tags())));
    }
  }

  record UntagPolicy(String account, UntagPolicyRequest request) implements TaggingOperation {
    public UntagPolicy {
      Checks.policyArn(request.policyArn());
    }

    @Override
    public List<Access> needs() {
      return untagging(request.policyArn(), request.tagKeys());
    }
  }

  record ListPolicyTags(String account, ListPolicyTagsRequest request) implements TaggingOperation {
    public ListPolicyTags {
      Checks.policyArn(request.policyArn());
    }

    @Override
    public List<Access> needs() {
      return on(request.policyArn());
    }
  }
}
