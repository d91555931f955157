package dev.safelight.cloud.logs;

import dev.safelight.cloud.store.Transaction;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;

/// Lists groups and streams, page by page. A page's token is the name of its last member. See AWS:
/// DescribeLogGroups, DescribeLogStreams.
final class Listing {
  private static final int PAGE = 50;

  private Listing() {}

  static DescribeLogGroupsResponse groups(
      Transaction transaction, LogsOperation.DescribeLogGroups describe) {
    var request = describe.request();
    int limit = Invalid.limit(request.limit(), PAGE, PAGE);
    if (request.logGroupNamePrefix() != null && request.logGroupNamePattern() != null) {
      throw Invalid.parameter(
          "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    }
    var found =
        Tables.groups(
            transaction,
            describe.region(),
            describe.account(),
            text(request.logGroupNamePrefix()),
            text(request.logGroupNamePattern()),
            text(request.nextToken()),
            limit + 1);
    var page = found.subList(0, Math.min(limit, found.size()));
    var answer =
        DescribeLogGroupsResponse.builder()
            .logGroups(page.stream().map(row -> shape(transaction, row)).toList());
    if (found.size() > limit) {
      answer.nextToken(page.getLast().group().name());
    }
    return answer.build();
  }

  static DescribeLogStreamsResponse streams(
      Transaction transaction, Tables.GroupRow group, DescribeLogStreamsRequest request) {
    int limit = Invalid.limit(request.limit(), PAGE, PAGE);
    boolean byTime = "LastEventTime".equals(request.orderByAsString());
    if (request.orderByAsString() != null
        && !byTime
        && !request.orderByAsString().equals("LogStreamName")) {
      throw Invalid.parameter(
          "1 validation error detected: Value '%s' at 'orderBy' failed to satisfy constraint: Member must satisfy enum value set: [LogStreamName, LastEventTime]"
              .formatted(request.orderByAsString()));
    }
    if (byTime && request.logStreamNamePrefix() != null) {
      throw Invalid.parameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    var order =
        byTime
            ? Comparator.comparingLong(Tables.StreamRow::last).thenComparing(Tables.StreamRow::name)
            : Comparator.comparing(Tables.StreamRow::name);
    var sorted =
        Tables.streams(transaction, group, text(request.logStreamNamePrefix())).stream()
            .sorted(Boolean.TRUE.equals(request.descending()) ? order.reversed() : order)
            .toList();
    var rest = after(sorted, request.nextToken());
    var page = rest.subList(0, Math.min(limit, rest.size()));
    var answer =
        DescribeLogStreamsResponse.builder()
            .logStreams(page.stream().map(row -> shape(group.group(), row)).toList());
    if (rest.size() > limit) {
      answer.nextToken(page.getLast().name());
    }
    return answer.build();
  }

  private static List<Tables.StreamRow> after(
      List<Tables.StreamRow> sorted, @Nullable String token) {
    if (token == null) {
      return sorted;
    }
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.get(i).name().equals(token)) {
        return sorted.subList(i + 1, sorted.size());
      }
    }
    throw Invalid.parameter("The specified nextToken is invalid.");
  }

  private static LogGroup shape(Transaction transaction, Tables.GroupRow row) {
    var shape =
        LogGroup.builder()
            .logGroupName(row.group().name())
            .creationTime(row.created())
            .metricFilterCount(0)
            .arn(row.group() + ":*")
            .logGroupArn(row.group().toString())
            .logGroupClass(LogGroupClass.STANDARD)
            .storedBytes(Tables.stored(transaction, row));
    if (row.retention() > 0) {
      shape.retentionInDays(row.retention());
    }
    return shape.build();
  }

  private static LogStream shape(Group group, Tables.StreamRow row) {
    var shape =
        LogStream.builder()
            .logStreamName(row.name())
            .creationTime(row.created())
            .arn(group.resource(row.name()))
            .uploadSequenceToken("%056d".formatted(row.ingested()));
    if (!row.isEmpty()) {
      shape
          .firstEventTimestamp(row.first())
          .lastEventTimestamp(row.last())
          .lastIngestionTime(row.ingested());
    }
    return shape.build();
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
