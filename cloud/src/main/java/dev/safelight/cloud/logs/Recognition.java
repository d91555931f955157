package dev.safelight.cloud.logs;

import dev.safelight.cloud.protocol.AwsJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;

/// Which operation a target, or a shape, asks for.
final class Recognition {
  private interface Reading {
    SdkPojo of(AwsJson protocol, byte[] body);
  }

  private static final Map<String, Reading> TARGETS =
      Map.ofEntries(
          Map.entry("CreateLogGroup", (p, b) -> p.read(CreateLogGroupRequest.builder(), b)),
          Map.entry("DeleteLogGroup", (p, b) -> p.read(DeleteLogGroupRequest.builder(), b)),
          Map.entry("DescribeLogGroups", (p, b) -> p.read(DescribeLogGroupsRequest.builder(), b)),
          Map.entry("CreateLogStream", (p, b) -> p.read(CreateLogStreamRequest.builder(), b)),
          Map.entry("DeleteLogStream", (p, b) -> p.read(DeleteLogStreamRequest.builder(), b)),
          Map.entry("DescribeLogStreams", (p, b) -> p.read(DescribeLogStreamsRequest.builder(), b)),
          Map.entry("PutLogEvents", (p, b) -> p.read(PutLogEventsRequest.builder(), b)),
          Map.entry("GetLogEvents", (p, b) -> p.read(GetLogEventsRequest.builder(), b)),
          Map.entry("FilterLogEvents", (p, b) -> p.read(FilterLogEventsRequest.builder(), b)),
          Map.entry("PutRetentionPolicy", (p, b) -> p.read(PutRetentionPolicyRequest.builder(), b)),
          Map.entry(
              "DeleteRetentionPolicy", (p, b) -> p.read(DeleteRetentionPolicyRequest.builder(), b)),
          Map.entry("TagResource", (p, b) -> p.read(TagResourceRequest.builder(), b)),
          Map.entry("UntagResource", (p, b) -> p.read(UntagResourceRequest.builder(), b)),
          Map.entry(
              "ListTagsForResource", (p, b) -> p.read(ListTagsForResourceRequest.builder(), b)));

  private static final Set<Integer> RETENTIONS =
      Set.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private Recognition() {}

  /// The shape of a target's operation; empty where it is none of ours.
  static Optional<SdkPojo> read(AwsJson protocol, String target, byte[] body) {
    return Optional.ofNullable(TARGETS.get(target)).map(reading -> reading.of(protocol, body));
  }

  static Optional<LogsOperation> of(SdkPojo shape, String account, String region) {
    return Optional.ofNullable(operation(shape, account, region));
  }

  private static @Nullable LogsOperation operation(SdkPojo shape, String account, String region) {
    return switch (shape) {
      case CreateLogGroupRequest r -> {
        Invalid.requireOnly(r, Set.of("logGroupName", "tags"));
        yield new LogsOperation.CreateLogGroup(
            Group.of(r.logGroupName(), region, account), GroupTags.checked(r.tags()));
      }
      case DeleteLogGroupRequest r ->
          new LogsOperation.DeleteLogGroup(Group.of(r.logGroupName(), region, account));
      case DescribeLogGroupsRequest r -> {
        Invalid.requireOnly(
            r, Set.of("logGroupNamePrefix", "logGroupNamePattern", "nextToken", "limit"));
        yield new LogsOperation.DescribeLogGroups(region, account, r);
      }
      case CreateLogStreamRequest r ->
          new LogsOperation.CreateLogStream(
              Group.of(r.logGroupName(), region, account), Group.stream(r.logStreamName()));
      case DeleteLogStreamRequest r ->
          new LogsOperation.DeleteLogStream(
              Group.of(r.logGroupName(), region, account), Group.stream(r.logStreamName()));
      case DescribeLogStreamsRequest r ->
          new LogsOperation.DescribeLogStreams(
              Group.of(r.logGroupName(), r.logGroupIdentifier(), region, account), r);
      case PutLogEventsRequest r -> {
        Invalid.requireOnly(
            r, Set.of("logGroupName", "logStreamName", "logEvents", "sequenceToken"));
        yield new LogsOperation.PutLogEvents(
            Group.of(r.logGroupName(), region, account), Group.stream(r.logStreamName()), r);
      }
      case GetLogEventsRequest r -> {
        Invalid.requireOnly(
            r,
            Set.of(
                "logGroupName",
                "logGroupIdentifier",
                "logStreamName",
                "startTime",
                "endTime",
                "nextToken",
                "limit",
                "startFromHead"));
        yield new LogsOperation.GetLogEvents(
            Group.of(r.logGroupName(), r.logGroupIdentifier(), region, account),
            Group.stream(r.logStreamName()),
            r);
      }
      case FilterLogEventsRequest r -> {
        Invalid.requireOnly(
            r,
            Set.of(
                "logGroupName",
                "logGroupIdentifier",
                "logStreamNames",
                "logStreamNamePrefix",
                "startTime",
                "endTime",
                "filterPattern",
                "nextToken",
                "limit",
                "interleaved"));
        yield new LogsOperation.FilterLogEvents(
            Group.of(r.logGroupName(), r.logGroupIdentifier(), region, account), r);
      }
      case PutRetentionPolicyRequest r ->
          new LogsOperation.PutRetentionPolicy(
              Group.of(r.logGroupName(), region, account), days(r.retentionInDays()));
      case DeleteRetentionPolicyRequest r ->
          new LogsOperation.DeleteRetentionPolicy(Group.of(r.logGroupName(), region, account));
      case TagResourceRequest r -> {
        if (r.tags().isEmpty()) {
          throw Invalid.parameter("tags must have at least one member");
        }
        yield new LogsOperation.TagResource(
            Group.ofArn(r.resourceArn(), region, account), GroupTags.checked(r.tags()));
      }
      case UntagResourceRequest r ->
          new LogsOperation.UntagResource(
              Group.ofArn(r.resourceArn(), region, account), r.tagKeys());
      case ListTagsForResourceRequest r ->
          new LogsOperation.ListTagsForResource(Group.ofArn(r.resourceArn(), region, account));
      default -> null;
    };
  }

  private static int days(@Nullable Integer days) {
    if (days == null || !RETENTIONS.contains(days)) {
      throw Invalid.parameter(
          "1 validation error detected: Value '%s' at 'retentionInDays' failed to satisfy constraint: Member must be one of %s"
              .formatted(days, RETENTIONS.stream().sorted().toList()));
    }
    return days;
  }
}
