package dev.safelight.cloud.cloudformation.resource;

import java.util.Optional;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/// Whom a bucket tells. Templates name one event each where S3 has a list.
final class BucketNotification {
  static final String[] PATHS = {
    "LambdaConfigurations",
    "LambdaConfigurations.Event",
    "LambdaConfigurations.Function",
    "LambdaConfigurations.Filter",
    "LambdaConfigurations.Filter.S3Key",
    "LambdaConfigurations.Filter.S3Key.Rules",
    "LambdaConfigurations.Filter.S3Key.Rules.Name",
    "LambdaConfigurations.Filter.S3Key.Rules.Value",
    "QueueConfigurations",
    "QueueConfigurations.Event",
    "QueueConfigurations.Queue",
    "QueueConfigurations.Filter",
    "QueueConfigurations.Filter.S3Key",
    "QueueConfigurations.Filter.S3Key.Rules",
    "QueueConfigurations.Filter.S3Key.Rules.Name",
    "QueueConfigurations.Filter.S3Key.Rules.Value"
  };

  private BucketNotification() {}

  static NotificationConfiguration of(Properties notification) {
    var functions =
        notification.parts("LambdaConfigurations").stream()
            .map(one -> {
              var shape =
                  LambdaFunctionConfiguration.builder()
                      .lambdaFunctionArn(one.required("Function"))
                      .eventsWithStrings(one.required("Event"));
              filter(one).ifPresent(shape::filter);
              return shape.build();
            })
            .toList();
    var queues =
        notification.parts("QueueConfigurations").stream()
            .map(one -> {
              var shape =
                  QueueConfiguration.builder()
                      .queueArn(one.required("Queue"))
                      .eventsWithStrings(one.required("Event"));
              filter(one).ifPresent(shape::filter);
              return shape.build();
            })
            .toList();
    var shape = NotificationConfiguration.builder();
    if (!functions.isEmpty()) {
      shape.lambdaFunctionConfigurations(functions);
    }
    if (!queues.isEmpty()) {
      shape.queueConfigurations(queues);
    }
    return shape.build();
  }

  private static Optional<NotificationConfigurationFilter> filter(Properties one) {
    return one.part("Filter")
        .flatMap(filter -> filter.part("S3Key"))
        .map(key ->
            key.parts("Rules").stream()
                .map(rule ->
                    FilterRule.builder()
                        .name(rule.required("Name"))
                        .value(rule.required("Value"))
                        .build())
                .toList())
        .map(rules ->
            NotificationConfigurationFilter.builder().key(key -> key.filterRules(rules)).build());
  }
}
