package dev.safelight.cloud.logs;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Protocol;
import dev.safelight.cloud.authorise.Resources;
import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.AwsJson;
import dev.safelight.cloud.protocol.InMemory;
import dev.safelight.cloud.store.Chore;
import dev.safelight.cloud.store.Transaction;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/// CloudWatch Logs: keeps log events in streams, streams in groups, and finds them again.
/// Thread-safe.
///
/// Events that a group's retention has outlived are neither taken nor shown. See AWS: "Amazon
/// CloudWatch Logs API Reference".
public final class Logs implements Service<LogsOperation> {
  /// The tables of this service.
  public static final List<String> SCHEMA = Tables.SCHEMA;

  private static final Pattern ACCOUNT = Pattern.compile("arn:aws:logs:[^:]*:(\\d{12}):.*");

  private final AwsJson protocol = new AwsJson("1.1", "Logs_20140328", CloudWatchLogsRequest.class);
  private final InstantSource clock;

  public Logs(InstantSource clock) {
    this.clock = clock;
  }

  /// What the authoriser asks about groups: whose they are, and their tags. They have no policies
  /// of their own here.
  public Resources resources() {
    return (Access access, String account, Transaction transaction) -> {
      var named = ACCOUNT.matcher(access.resource());
      var owner = named.matches() ? named.group(1) : account;
      return new Resources.Resource(owner, List.of(), tags(access, transaction));
    };
  }

  private static Map<String, List<String>> tags(Access access, Transaction transaction) {
    var keys = new LinkedHashMap<String, List<String>>();
    Group.named(access.resource())
        .flatMap(group -> Tables.find(transaction, group))
        .ifPresent(row ->
            GroupTags.of(transaction, row)
                .forEach((key, value) -> keys.put("aws:ResourceTag/" + key, List.of(value))));
    return keys;
  }

  /// Removes the events that the groups' retention has outlived.
  public Chore retention() {
    return new RetentionChore();
  }

  @Override
  public String name() {
    return "logs";
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  /// A batch of 1 MB, with what JSON adds to control characters.
  @Override
  public int largestBody() {
    return 8 << 20;
  }

  @Override
  public Recognised<LogsOperation> recognise(Request request, String account) {
    var target = protocol.operation(request);
    return Recognition.read(protocol, target, InMemory.bytes(request.payload()))
        .flatMap(shape -> Recognition.of(shape, account, request.region()))
        .<Recognised<LogsOperation>>map(Recognised.As::new)
        .orElseGet(() -> new Recognised.Unknown<>(target));
  }

  @Override
  public Optional<LogsOperation> recognise(SdkPojo shape, String account) {
    return recognise(shape, account, "us-east-1");
  }

  @Override
  public Optional<LogsOperation> recognise(SdkPojo shape, String account, String region) {
    return Recognition.of(shape, account, region);
  }

  @Override
  public Outcome act(Authorised<LogsOperation> proof, Content content, Transaction transaction) {
    return Outcome.of(
        proof.operation() instanceof LogsOperation.CreateLogGroup create
            ? create(create, proof, transaction, clock.millis())
            : answer(proof.operation(), transaction, clock.millis()));
  }

  private static SdkPojo answer(LogsOperation operation, Transaction transaction, long now) {
    return switch (operation) {
      case LogsOperation.CreateLogGroup create ->
          throw new IllegalStateException("made by another: " + create);
      case LogsOperation.DeleteLogGroup(var group) -> {
        Tables.deleteGroup(transaction, Tables.require(transaction, group));
        yield DeleteLogGroupResponse.builder().build();
      }
      case LogsOperation.DescribeLogGroups describe -> Listing.groups(transaction, describe);
      case LogsOperation.CreateLogStream(var group, var stream) -> {
        Tables.createStream(transaction, Tables.require(transaction, group), stream, now);
        yield CreateLogStreamResponse.builder().build();
      }
      case LogsOperation.DeleteLogStream(var group, var stream) -> {
        var row = Tables.require(transaction, group);
        Tables.deleteStream(transaction, Tables.require(transaction, row, stream));
        yield DeleteLogStreamResponse.builder().build();
      }
      case LogsOperation.DescribeLogStreams(var group, var request) ->
          Listing.streams(transaction, Tables.require(transaction, group), request);
      case LogsOperation.PutLogEvents put -> put(put, transaction, now);
      case LogsOperation.GetLogEvents(var group, var stream, var request) -> {
        var row = Tables.require(transaction, group);
        yield Reading.get(transaction, row, Tables.require(transaction, row, stream), request, now);
      }
      case LogsOperation.FilterLogEvents(var group, var request) ->
          Reading.filter(transaction, Tables.require(transaction, group), request, now);
      case LogsOperation.PutRetentionPolicy(var group, var days) -> {
        Tables.retain(transaction, Tables.require(transaction, group), days);
        yield PutRetentionPolicyResponse.builder().build();
      }
      case LogsOperation.DeleteRetentionPolicy(var group) -> {
        Tables.retain(transaction, Tables.require(transaction, group), 0);
        yield DeleteRetentionPolicyResponse.builder().build();
      }
      case LogsOperation.TagResource(var group, var tags) -> {
        GroupTags.put(transaction, Tables.resource(transaction, group), tags);
        yield TagResourceResponse.builder().build();
      }
      case LogsOperation.UntagResource(var group, var keys) -> {
        GroupTags.remove(transaction, Tables.resource(transaction, group), keys);
        yield UntagResourceResponse.builder().build();
      }
      case LogsOperation.ListTagsForResource(var group) ->
          ListTagsForResourceResponse.builder()
              .tags(GroupTags.of(transaction, Tables.resource(transaction, group)))
              .build();
    };
  }

  private static SdkPojo create(
      LogsOperation.CreateLogGroup create,
      Authorised<LogsOperation> proof,
      Transaction transaction,
      long now) {
    if (!create.tags().isEmpty() && !proof.may(create.tagging())) {
      throw new Fault(
          400,
          "AccessDeniedException",
          "User with accountId: %s is not authorized to perform CreateLogGroup with Tags. An additional permission \"logs:TagResource\" is required."
              .formatted(proof.caller().account()));
    }
    Tables.createGroup(transaction, create.group(), now);
    GroupTags.put(transaction, Tables.require(transaction, create.group()), create.tags());
    return CreateLogGroupResponse.builder().build();
  }

  private static SdkPojo put(LogsOperation.PutLogEvents put, Transaction transaction, long now) {
    var group = Tables.require(transaction, put.group());
    var stream = Tables.require(transaction, group, put.stream());
    // Sequence tokens have no meaning any more; clients still read the next one.
    var answer = PutLogEventsResponse.builder().nextSequenceToken("%056d".formatted(now));
    Batch.put(transaction, group, stream, put.request().logEvents(), now)
        .ifPresent(answer::rejectedLogEventsInfo);
    return answer.build();
  }
}
