package dev.safelight.cloud.cloudformation.resource;

import static dev.safelight.cloud.cloudformation.resource.Examples.ADMINISTRATOR;
import static dev.safelight.cloud.cloudformation.resource.Examples.DOCUMENT;
import static dev.safelight.cloud.cloudformation.resource.Examples.READ_ONLY;
import static dev.safelight.cloud.cloudformation.resource.Examples.TRUST;
import static dev.safelight.cloud.cloudformation.resource.Examples.answers;
import static dev.safelight.cloud.cloudformation.resource.Examples.list;
import static dev.safelight.cloud.cloudformation.resource.Examples.policies;
import static dev.safelight.cloud.cloudformation.resource.Examples.tags;
import static dev.safelight.cloud.cloudformation.resource.Examples.text;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
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
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;

/// The types of IAM.
final class IdentityExamples {
  private IdentityExamples() {}

  static List<Example> all() {
    return List.of(role(), user(), group(), inline(), managed(), key());
  }

  private static Example role() {
    return Example.of(
        "AWS::IAM::Role",
        "{\"AssumeRolePolicyDocument\": %s}".formatted(TRUST.formatted("lambda")),
        IdentityExamples::role,
        "AssumeRolePolicyDocument",
        TRUST.formatted("lambda"),
        TRUST.formatted("s3"),
        "Description",
        text("one"),
        text("two"),
        "MaxSessionDuration",
        "7200",
        text("3601"),
        "PermissionsBoundary",
        text(READ_ONLY),
        text(ADMINISTRATOR),
        "ManagedPolicyArns",
        list(READ_ONLY),
        list(ADMINISTRATOR),
        "Policies",
        policies("a", "s3:GetObject", "b", "s3:PutObject"),
        policies("b", "s3:DeleteObject", "c", "s3:PutObject"),
        "Tags",
        tags("one", "1", "two", "2"),
        tags("two", "3", "three", "3"));
  }

  static String role(Workshop shop, String name) {
    return answers(
            shop,
            GetRoleRequest.builder().roleName(name).build(),
            ListAttachedRolePoliciesRequest.builder().roleName(name).build(),
            ListRolePoliciesRequest.builder().roleName(name).build())
        + Stream.of("a", "b", "c", "grant", "other")
            .map(policy ->
                answers(
                    shop, GetRolePolicyRequest.builder().roleName(name).policyName(policy).build()))
            .collect(Collectors.joining("\n"));
  }

  private static Example user() {
    return Example.of(
        "AWS::IAM::User",
        "{}",
        IdentityExamples::user,
        "Path",
        text("/one/"),
        text("/two/"),
        "PermissionsBoundary",
        text(READ_ONLY),
        text(ADMINISTRATOR),
        "ManagedPolicyArns",
        list(READ_ONLY),
        list(ADMINISTRATOR),
        "Policies",
        policies("a", "s3:GetObject", "b", "s3:PutObject"),
        policies("b", "s3:DeleteObject", "c", "s3:PutObject"),
        "Groups",
        list("team"),
        list("crew"),
        "Tags",
        tags("one", "1", "two", "2"),
        tags("two", "3", "three", "3"));
  }

  private static String user(Workshop shop, String name) {
    return answers(
            shop,
            GetUserRequest.builder().userName(name).build(),
            ListGroupsForUserRequest.builder().userName(name).build(),
            ListAttachedUserPoliciesRequest.builder().userName(name).build(),
            ListUserPoliciesRequest.builder().userName(name).build())
        + Stream.of("a", "b", "c", "grant", "other")
            .map(policy ->
                answers(
                    shop, GetUserPolicyRequest.builder().userName(name).policyName(policy).build()))
            .collect(Collectors.joining("\n"));
  }

  private static Example group() {
    return Example.of(
        "AWS::IAM::Group",
        "{}",
        IdentityExamples::group,
        "Path",
        text("/one/"),
        text("/two/"),
        "ManagedPolicyArns",
        list(READ_ONLY),
        list(ADMINISTRATOR),
        "Policies",
        policies("a", "s3:GetObject", "b", "s3:PutObject"),
        policies("b", "s3:DeleteObject", "c", "s3:PutObject"));
  }

  private static String group(Workshop shop, String name) {
    return answers(
            shop,
            GetGroupRequest.builder().groupName(name).build(),
            ListAttachedGroupPoliciesRequest.builder().groupName(name).build(),
            ListGroupPoliciesRequest.builder().groupName(name).build())
        + Stream.of("a", "b", "c", "grant", "other")
            .map(policy ->
                answers(
                    shop,
                    GetGroupPolicyRequest.builder().groupName(name).policyName(policy).build()))
            .collect(Collectors.joining("\n"));
  }

  private static Example inline() {
    return Example.of(
        "AWS::IAM::Policy",
        "{\"PolicyName\": \"grant\", \"PolicyDocument\": %s, \"Roles\": [\"worker-1\"]}"
            .formatted(DOCUMENT.formatted("s3:GetObject")),
        (shop, _) -> holders(shop),
        "PolicyName",
        text("grant"),
        text("other"),
        "PolicyDocument",
        DOCUMENT.formatted("s3:GetObject"),
        DOCUMENT.formatted("s3:PutObject"),
        "Roles",
        list("worker-1"),
        list("worker-2"),
        "Users",
        list("eve"),
        "[]",
        "Groups",
        list("team"),
        list("crew"));
  }

  private static String holders(Workshop shop) {
    return role(shop, "worker-1")
        + role(shop, "worker-2")
        + user(shop, "eve")
        + group(shop, "team")
        + group(shop, "crew");
  }

  private static Example managed() {
    return Example.of(
        "AWS::IAM::ManagedPolicy",
        "{\"PolicyDocument\": %s}".formatted(DOCUMENT.formatted("s3:GetObject")),
        (shop, arn) -> {
          var policy = answers(shop, GetPolicyRequest.builder().policyArn(arn).build());
          var version =
              ((GetPolicyResponse) shop.call(GetPolicyRequest.builder().policyArn(arn).build()))
                  .policy()
                  .defaultVersionId();
          // Which version it is differs; what it says does not.
          return policy.replace(version, "v")
              + answers(
                      shop,
                      GetPolicyVersionRequest.builder().policyArn(arn).versionId(version).build())
                  .replace(version, "v")
              + holders(shop);
        },
        "PolicyDocument",
        DOCUMENT.formatted("s3:GetObject"),
        DOCUMENT.formatted("s3:PutObject"),
        "Roles",
        list("worker-1"),
        list("worker-2"),
        "Users",
        list("eve"),
        "[]",
        "Groups",
        list("team"),
        list("crew"));
  }

  private static Example key() {
    return Example.of(
        "AWS::IAM::AccessKey",
        "{\"UserName\": \"eve\"}",
        (shop, id) ->
            answers(shop, ListAccessKeysRequest.builder().userName("eve").build())
                .replace(id, "AKIA"),
        "Status",
        text("Inactive"),
        text("Active"));
  }
}
