package dev.safelight.cloud.cloudformation.resource;

import static dev.safelight.cloud.cloudformation.resource.Examples.answers;
import static dev.safelight.cloud.cloudformation.resource.Examples.tags;
import static dev.safelight.cloud.cloudformation.resource.Examples.text;

import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;

/// Log groups and parameters.
final class OtherExamples {
  private OtherExamples() {}

  static List<Example> all() {
    return List.of(logGroup(), parameter());
  }

  private static Example logGroup() {
    return Example.of(
        "AWS::Logs::LogGroup",
        "{}",
        (shop, id) ->
            answers(
                shop,
                DescribeLogGroupsRequest.builder().logGroupNamePrefix(id).build(),
                ListTagsForResourceRequest.builder()
                    .resourceArn("arn:aws:logs:us-east-1:123456789012:log-group:" + id)
                    .build()),
        "RetentionInDays",
        text("14"),
        "30",
        "Tags",
        tags("one", "1", "two", "2"),
        tags("two", "3", "three", "3"));
  }

  private static Example parameter() {
    return Example.of(
        "AWS::SSM::Parameter",
        "{\"Type\": \"String\", \"Value\": \"one\"}",
        (shop, id) ->
            answers(
                shop,
                GetParameterRequest.builder().name(id).build(),
                DescribeParametersRequest.builder()
                    .parameterFilters(filter -> filter.key("Name").values(id))
                    .build(),
                software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest.builder()
                    .resourceType(ResourceTypeForTagging.PARAMETER)
                    .resourceId(id)
                    .build()),
        "Value",
        text("one"),
        text("two"),
        "Description",
        text("first"),
        text("second"),
        "AllowedPattern",
        text("[a-z]+"),
        text("[a-z]*"),
        "Tags",
        "{\"one\": \"1\", \"two\": \"2\"}",
        "{\"two\": \"3\", \"three\": \"3\"}");
  }
}
