package dev.safelight.cloud.cloudformation.resource;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;

/// Every type that is acted on, with two values of everything that it acts on.
final class Examples {
  static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"Service": "%s.amazonaws.com"}}]}\
      """;
  static final String DOCUMENT =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "*"}]}\
      """;
  static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

  private Examples() {}

  static List<Example> all() {
    return List.of(logGroup(), role());
  }

  static String answers(Workshop shop, SdkPojo... requests) {
    return Stream.of(requests)
        .map(request -> Description.of(shop.call(request)))
        .collect(Collectors.joining("\n"));
  }

  private static Example logGroup() {
    return Example.of(
        "AWS::Logs::LogGroup",
        "{}",
        (shop, id) ->
            answers(shop, DescribeLogGroupsRequest.builder().logGroupNamePrefix(id).build()),
        "RetentionInDays",
        "\"14\"",
        "30");
  }

  private static Example role() {
    return Example.of(
        "AWS::IAM::Role",
        "{\"AssumeRolePolicyDocument\": %s}".formatted(TRUST.formatted("lambda")),
        Examples::role,
        "AssumeRolePolicyDocument",
        TRUST.formatted("lambda"),
        TRUST.formatted("s3"),
        "Description",
        "\"one\"",
        "\"two\"",
        "MaxSessionDuration",
        "7200",
        "\"3601\"",
        "PermissionsBoundary",
        '"' + READ_ONLY + '"',
        '"' + ADMINISTRATOR + '"',
        "ManagedPolicyArns",
        "[\"%s\"]".formatted(READ_ONLY),
        "[\"%s\"]".formatted(ADMINISTRATOR),
        "Policies",
        policies("a", "s3:GetObject", "b", "s3:PutObject"),
        policies("b", "s3:DeleteObject", "c", "s3:PutObject"),
        "Tags",
        tags("one", "1", "two", "2"),
        tags("two", "3", "three", "3"));
  }

  private static String policies(String... namesAndActions) {
    return Stream.iterate(0, i -> i < namesAndActions.length, i -> i + 2)
        .map(i ->
            "{\"PolicyName\": \"%s\", \"PolicyDocument\": %s}"
                .formatted(namesAndActions[i], DOCUMENT.formatted(namesAndActions[i + 1])))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String tags(String... pairs) {
    return Stream.iterate(0, i -> i < pairs.length, i -> i + 2)
        .map(i -> "{\"Key\": \"%s\", \"Value\": \"%s\"}".formatted(pairs[i], pairs[i + 1]))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String role(Workshop shop, String name) {
    var inline =
        (ListRolePoliciesResponse)
            shop.call(ListRolePoliciesRequest.builder().roleName(name).build());
    return answers(
            shop,
            GetRoleRequest.builder().roleName(name).build(),
            ListAttachedRolePoliciesRequest.builder().roleName(name).build())
        + inline.policyNames().stream()
            .map(policy ->
                answers(
                    shop, GetRolePolicyRequest.builder().roleName(name).policyName(policy).build()))
            .collect(Collectors.joining("\n"));
  }
}
