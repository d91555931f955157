package dev.safelight.cloud.cloudformation.resource;

import static dev.safelight.cloud.cloudformation.resource.Examples.answers;
import static dev.safelight.cloud.cloudformation.resource.Examples.list;
import static dev.safelight.cloud.cloudformation.resource.Examples.tags;
import static dev.safelight.cloud.cloudformation.resource.Examples.text;
import static dev.safelight.cloud.cloudformation.resource.Workshop.queue;

import java.util.List;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The types of SQS.
final class QueueExamples {
  private static final String REDRIVE =
      """
      {"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:inbox", "maxReceiveCount": %s}\
      """;
  private static final String POLICY =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "*",
       "Principal": {"Service": "s3.amazonaws.com"}}]}\
      """;

  private QueueExamples() {}

  static List<Example> all() {
    return List.of(queues(), policy());
  }

  private static Example queues() {
    return Example.of(
        "AWS::SQS::Queue",
        "{}",
        QueueExamples::attributes,
        "DelaySeconds",
        text("3"),
        "4",
        "MaximumMessageSize",
        text("1024"),
        "2048",
        "MessageRetentionPeriod",
        "60",
        "1209600",
        "ReceiveMessageWaitTimeSeconds",
        "1",
        "2",
        "VisibilityTimeout",
        "31",
        "32",
        "SqsManagedSseEnabled",
        "false",
        text("true"),
        "RedrivePolicy",
        REDRIVE.formatted("3"),
        REDRIVE.formatted("\"4\""),
        "RedriveAllowPolicy",
        "{\"redrivePermission\": \"denyAll\"}",
        "{\"redrivePermission\": \"allowAll\"}",
        "Tags",
        tags("one", "1", "two", "2"),
        tags("two", "3", "three", "3"));
  }

  private static String attributes(Workshop shop, String url) {
    return answers(
            shop,
            GetQueueAttributesRequest.builder()
                .queueUrl(url)
                .attributeNames(QueueAttributeName.ALL)
                .build(),
            ListQueueTagsRequest.builder().queueUrl(url).build())
        .replaceAll("Timestamp=\\d+", "Timestamp");
  }

  private static Example policy() {
    return Example.of(
        "AWS::SQS::QueuePolicy",
        "{\"Queues\": [\"%s\"], \"PolicyDocument\": %s}"
            .formatted(queue("inbox"), POLICY.formatted("sqs:SendMessage")),
        (shop, _) -> attributes(shop, queue("inbox")) + attributes(shop, queue("crate")),
        "PolicyDocument",
        POLICY.formatted("sqs:SendMessage"),
        POLICY.formatted("sqs:ReceiveMessage"),
        "Queues",
        list(queue("inbox")),
        list(queue("crate")));
  }
}
