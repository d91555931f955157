package dev.safelight.cloud.s3;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Event;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.Buckets.Bucket;
import dev.safelight.cloud.s3.Buckets.Setting;
import dev.safelight.cloud.s3.ObjectRows.Version;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/// Who is told of what happens in a bucket. Thread-safe.
final class Notifications {
  private static final String PRINCIPAL = "s3.amazonaws.com";

  private final EventDocument documents;

  Notifications(EventDocument documents) {
    this.documents = documents;
  }

  /// Keeps a configuration, once S3 itself may call every function and send to every queue that it
  /// names. A queue is sent a test message, as AWS does.
  Outcome put(
      SettingOperation.PutBucketNotificationConfiguration operation,
      Authorised<? extends S3Operation> proof,
      Content content,
      Transaction transaction) {
    var input = operation.document().in(content);
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    if (input.notificationConfiguration() == null) {
      throw Faults.malformedXml();
    }
    var rules = NotificationReading.rules(input.notificationConfiguration(), bucket);
    if (!Boolean.TRUE.equals(input.skipDestinationValidation())) {
      rules.forEach(rule -> requireReachable(proof, bucket, rule));
    }
    if (rules.isEmpty()) {
      Buckets.unset(transaction, bucket.name(), Setting.NOTIFICATION);
    } else {
      Buckets.set(
          transaction,
          bucket.name(),
          Setting.NOTIFICATION,
          Json.of(rules.stream().map(NotificationRule::kept).toList()));
    }
    var tests =
        rules.stream()
            .filter(NotificationRule::isForQueue)
            .map(NotificationRule::destination)
            .distinct()
            .map(queue -> event(bucket, queue, documents.test(bucket)))
            .toList();
    return new Outcome(
        Answer.of(PutBucketNotificationConfigurationResponse.builder().build()), tests);
  }

  private static Event event(Bucket bucket, String destination, String document) {
    return new Event(PRINCIPAL, bucket.arn(), bucket.account(), destination, document);
  }

  private static void requireReachable(
      Authorised<? extends S3Operation> proof, Bucket bucket, NotificationRule rule) {
    var s3 =
        new Caller.Service(
            PRINCIPAL,
            Map.of("aws:SourceArn", bucket.arn(), "aws:SourceAccount", bucket.account()));
    var action = rule.isForQueue() ? "sqs:SendMessage" : "lambda:InvokeFunction";
    switch (proof.would(s3, Access.to(action, rule.destination()))) {
      case Decision.Allowed _ -> {}
      case Decision.Denied _ ->
          throw new Fault(
              400,
              "InvalidArgument",
              "Unable to validate the following destination configurations",
              Map.of(
                  "ArgumentName1",
                  rule.destination() + ", null",
                  "ArgumentValue1",
                  rule.isForQueue()
                      ? "Permissions on the destination queue do not allow S3 to publish notifications from this bucket"
                      : "Not authorized to invoke function [" + rule.destination() + "]"));
    }
  }

  Outcome get(GetBucketNotificationConfigurationRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var answer = GetBucketNotificationConfigurationResponse.builder();
    var rules = rules(transaction, bucket);
    var functions =
        rules.stream().filter(rule -> !rule.isForQueue()).map(Notifications::function).toList();
    var queues =
        rules.stream().filter(NotificationRule::isForQueue).map(Notifications::queue).toList();
    if (!functions.isEmpty()) {
      answer.lambdaFunctionConfigurations(functions);
    }
    if (!queues.isEmpty()) {
      answer.queueConfigurations(queues);
    }
    return Outcome.of(Answer.of(answer.build()));
  }

  private static LambdaFunctionConfiguration function(NotificationRule rule) {
    var shape =
        LambdaFunctionConfiguration.builder()
            .id(rule.id())
            .lambdaFunctionArn(rule.destination())
            .eventsWithStrings(rule.events());
    var filters = filters(rule);
    if (!filters.isEmpty()) {
      shape.filter(filter -> filter.key(key -> key.filterRules(filters)));
    }
    return shape.build();
  }

  private static QueueConfiguration queue(NotificationRule rule) {
    var shape =
        QueueConfiguration.builder()
            .id(rule.id())
            .queueArn(rule.destination())
            .eventsWithStrings(rule.events());
    var filters = filters(rule);
    if (!filters.isEmpty()) {
      shape.filter(filter -> filter.key(key -> key.filterRules(filters)));
    }
    return shape.build();
  }

  private static List<FilterRule> filters(NotificationRule rule) {
    var filters = new ArrayList<FilterRule>();
    if (!rule.prefix().isEmpty()) {
      filters.add(FilterRule.builder().name("Prefix").value(rule.prefix()).build());
    }
    if (!rule.suffix().isEmpty()) {
      filters.add(FilterRule.builder().name("Suffix").value(rule.suffix()).build());
    }
    return filters;
  }

  private static List<NotificationRule> rules(Transaction transaction, Bucket bucket) {
    return Buckets.setting(transaction, bucket.name(), Setting.NOTIFICATION)
        .map(json -> Json.read(json, new TypeReference<List<Map<String, String>>>() {}))
        .map(kept -> kept.stream().map(NotificationRule::of).toList())
        .orElse(List.of());
  }

  /// The events to tell of a change, for the transaction that makes it.
  ///
  /// @param event without `s3:`, such as `ObjectCreated:Put`
  List<Event> tell(
      Transaction transaction,
      Bucket bucket,
      String event,
      Version version,
      Caller caller,
      Origin origin) {
    var wanted =
        rules(transaction, bucket).stream()
            .filter(rule -> rule.wants(event, version.key()))
            .toList();
    if (wanted.isEmpty()) {
      return List.of();
    }
    long sequence = Schema.next(transaction);
    return wanted.stream()
        .map(rule ->
            event(
                bucket,
                rule.destination(),
                documents.of(rule, bucket, event, version, caller, origin, sequence)))
        .toList();
  }
}
