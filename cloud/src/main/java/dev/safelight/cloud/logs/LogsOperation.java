package dev.safelight.cloud.logs;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Operation;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;

/// What can be asked of CloudWatch Logs. See AWS: "Actions, resources, and condition keys for
/// Amazon CloudWatch Logs".
public sealed interface LogsOperation extends Operation {
  @Override
  default String name() {
    return getClass().getSimpleName();
  }

  /// An operation on a group as a whole.
  sealed interface OnGroup extends LogsOperation {
    Group group();

    @Override
    default List<Access> needs() {
      return List.of(Access.to("logs:" + name(), group().resource()));
    }
  }

  /// An operation on one stream.
  sealed interface OnStream extends LogsOperation {
    Group group();

    String stream();

    @Override
    default List<Access> needs() {
      return List.of(Access.to("logs:" + name(), group().resource(stream())));
    }
  }

  /// A new group. Whoever brings tags must be allowed to tag: AWS says so in a sentence of its own.
  record CreateLogGroup(Group group, Map<String, String> tags) implements LogsOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          new Access("logs:CreateLogGroup", group.resource(), GroupTags.requested(tags)));
    }

    @Override
    public List<Access> asks() {
      return tags.isEmpty() ? List.of() : List.of(tagging());
    }

    Access tagging() {
      return new Access("logs:TagResource", group.toString(), GroupTags.requested(tags));
    }
  }

  record DeleteLogGroup(Group group) implements OnGroup {}

  record DescribeLogGroups(String region, String account, DescribeLogGroupsRequest request)
      implements LogsOperation {
    @Override
    public List<Access> needs() {
      var all = new Group(region, account, "");
      return List.of(Access.to("logs:DescribeLogGroups", all.resource()));
    }
  }

  record CreateLogStream(Group group, String stream) implements OnStream {}

  record DeleteLogStream(Group group, String stream) implements OnStream {}

  record DescribeLogStreams(Group group, DescribeLogStreamsRequest request) implements OnGroup {}

  record PutLogEvents(Group group, String stream, PutLogEventsRequest request)
      implements OnStream {}

  record GetLogEvents(Group group, String stream, GetLogEventsRequest request)
      implements OnStream {}

  record FilterLogEvents(Group group, FilterLogEventsRequest request) implements OnGroup {}

  record PutRetentionPolicy(Group group, int days) implements OnGroup {}

  record DeleteRetentionPolicy(Group group) implements OnGroup {}

  /// Tagging names the group without a stream, unlike everything else.
  record TagResource(Group group, Map<String, String> tags) implements LogsOperation {
    @Override
    public List<Access> needs() {
      return List.of(new Access("logs:TagResource", group.toString(), GroupTags.requested(tags)));
    }
  }

  record UntagResource(Group group, List<String> keys) implements LogsOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          new Access("logs:UntagResource", group.toString(), Map.of("aws:TagKeys", keys)));
    }
  }

  record ListTagsForResource(Group group) implements LogsOperation {
    @Override
    public List<Access> needs() {
      return List.of(Access.to("logs:ListTagsForResource", group.toString()));
    }
  }
}
